/** What the program asked waits for its answer: the next words of the same person in the same chat, and nobody else's. */
import { describe, expect, test } from 'vitest'
import { sql } from '../../../src/store/index.ts'
import { desk, figuresIn, played, says } from './talk.ts'

describe('a unit that was asked for', () => {
  test.each([
    ['腾出用能空间6月4100', '吨标煤', /0\.41万吨标煤/],
    ['腾出用能空间6月4100', '吨', /0\.41万吨标煤/],
    ['腾出用能空间6月1.3', '万吨标煤', /累计：1\.3万吨标煤/],
    ['腾出用能空间6月1.3', '是万吨', /累计：1\.3万吨标煤/],
    ['标准厂房6月5.2', '万平方米', /累计：5\.2万平方米/],
    ['存量建设用地6月盘活260', '是亩', /0\.026万亩/],
    ['标准厂房6月5.2', '万方吧', /5\.2万平方米/],
    ['标准厂房6月8600', '单位是平方米', /0\.86万平方米/],
    ['标准厂房6月8600', '平方米，是平方米', /0\.86万平方米/],
  ])('%s, then %s: the figure is shown, and recorded after a yes', async (first, unit, shown) => {
    await played({
      who: '长兴',
      steps: [says(first, /单位/), says(unit, shown, /已记录/), says('好', /已记录|还差原因/)],
    })
  })

  test('what is said otherwise leaves it unfilled, and nothing is recorded', async () => {
    await played({
      who: '长兴',
      steps: [
        says('腾出用能空间6月4100', /单位/),
        says('谢谢', /./, /4100|0\.41/),
        says('6月什么时候截止', /7月5日/, /0\.41/),
      ],
      figures: 0,
    })
  })

  test('in a group another person answers nothing for the one who was asked', async () => {
    const { saysInGroup, store } = await desk()
    expect(await saysInGroup('长兴', '腾出用能空间6月4100')).toMatch(/单位/)
    expect(await saysInGroup('德清', '吨标煤')).not.toMatch(/0\.41/)
    expect(await saysInGroup('长兴', '吨标煤')).toMatch(/长兴[\s\S]*0\.41/)
    expect(await figuresIn(store)).toBe(0)
  })

  test('an answer that comes too late is asked anew', async () => {
    const { says: tell, until, store } = await desk()
    expect(await tell('长兴', '腾出用能空间6月4100')).toMatch(/单位/)
    await until('2017-07-03 11:00')
    expect(await tell('长兴', '吨标煤')).toMatch(/单位/)
    expect(await tell('长兴', '吨标煤')).toMatch(/0\.41万吨标煤/)
    expect(await figuresIn(store)).toBe(0)
  })
})

describe('a number that cannot be', () => {
  test.each([
    ['落后产能6月累计8.5家', '9家', /累计：9家/],
    ['小微园6月累计2.5个', '3', /累计：3家/],
    ['科技型6月累计-4家', '是14家', /累计：14家/],
  ])('%s, then %s: the right one takes its place, and is shown', async (first, number, shown) => {
    await played({
      who: '长兴',
      steps: [says(first, /核对|负数/), says(number, shown, /已记录/), says('好', /已记录|还差原因/)],
    })
  })
})

test.each([
  ['/免打扰 一阵子', '到周四', /到哪一天/],
  ['/稍后提醒 什么时候', '下午三点', /什么时候/],
  ['/延期', '到8号', /延到哪天/],
])('%s, answered too late with %s, is asked anew', async (first, answer, question) => {
  const { says: tell, until } = await desk()
  expect(await tell('长兴', first)).toMatch(question)
  await until('2017-07-03 11:00')
  expect(await tell('长兴', answer)).toMatch(question)
})

describe('an indicator, a place or a number that was asked for', () => {
  test('a name that two indicators share is settled by the right one', async () => {
    await played({
      who: '长兴',
      steps: [says('高新6月新增3家', /./, /已记录/), says('高新技术企业', /新认定高新技术企业[\s\S]*3家/, /已记录/)],
      figures: 0,
    })
  })

  test('a number without its indicator waits for the name', async () => {
    await played({
      who: '长兴',
      steps: [says('/上报 6月 7家', /没认出|哪项/), says('落后产能', /落后产能[\s\S]*7家/, /已记录/)],
      figures: 0,
    })
  })

  test('an indicator without its number waits for the number', async () => {
    await played({
      who: '长兴',
      steps: [says('/上报 科技型中小微', /没有写数值/), says('9家', /科技型中小微企业[\s\S]*9家/, /已记录/)],
      figures: 0,
    })
  })

  test('whoever looks after two counties says which', async () => {
    const one = await desk()
    await one.store.commit([
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', '长兴', 'contact', '330521'),
    ])
    expect(await one.says('长兴', '僵尸企业6月3家')).toMatch(/哪个地方/)
    expect(await one.says('长兴', '德清那边的')).toMatch(/德清县[\s\S]*3家/)
    expect(await figuresIn(one.store)).toBe(0)
  })

  test('a place that the ledger did not know is said again', async () => {
    await played({
      who: '省办',
      steps: [says('湖州市辖那区低小散完成率多少', /哪个地方/), says('长兴', /长兴县[\s\S]*低小散/)],
    })
  })

  test('an answer that fits no more than half is read as usual', async () => {
    await played({
      who: '省办',
      steps: [says('湖州市辖那区低小散完成率多少', /哪个地方/), says('长兴联系人是谁', /长兴联系人/, /低小散/)],
    })
  })
})

describe('a time, a reason or a name that a wish lacks', () => {
  test('leave waits for its last day, is shown, and is taken after a yes', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [says('我要请假', /请假/), says('到周五', /7月7日/, /已记录请假/), says('好', /已记录请假[\s\S]*7月7日/)],
    })
    expect(await store.all('SELECT from_day, to_day FROM leave')).toEqual([
      { from_day: '2017-07-03', to_day: '2017-07-07' },
    ])
  })

  test('leave that was shown is shown anew with another day', async () => {
    await played({
      who: '长兴',
      steps: [says('我要请假', /请假/), says('到周五', /7月7日/), says('改到周四', /7月6日/, /7月7日|已记录/)],
    })
  })

  test('leave that is not agreed to is not taken', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [says('我要请假', /请假/), says('明天到后天', /7月5日/, /已记录请假/), says('不用了', /./, /已记录请假/)],
    })
    expect(await store.all('SELECT * FROM leave')).toEqual([])
  })

  test('quiet waits for its end', async () => {
    await played({
      who: '长兴',
      steps: [says('/免打扰 一阵子', /到哪一天/), says('到周四', /免打扰到.*7月6日/)],
    })
  })

  test('a deadline waits for its reason, and the change is shown first', async () => {
    await played({
      who: '省办',
      steps: [says('/截止 7月12日', /原因/), says('平台升级改造', /7月12日[\s\S]*平台升级改造[\s\S]*确认/)],
    })
  })

  test('an extension waits for its day, then for its reason', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [
        says('/延期', /延到哪天/),
        says('到8号', /原因/, /已提交/),
        says('统计员在外地培训', /7月8日[\s\S]*统计员在外地培训/, /已提交/),
        says('好', /已提交|已记录/),
      ],
    })
    expect(await store.all('SELECT due, because FROM extension')).toEqual([
      { due: '2017-07-08', because: '统计员在外地培训' },
    ])
  })

  test('a day that is no later than the deadline is said at once, before a reason is asked for', async () => {
    await played({ who: '长兴', steps: [says('/延期', /延到哪天/), says('到5号', /晚于原截止日期/, /写明原因/)] })
  })

  test('a question in the place of a reason is no reason', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [says('/延期 7月8日', /原因/), says('6月的数什么时候截止', /7月5日/, /已提交/)],
    })
    expect(await store.all('SELECT * FROM extension')).toEqual([])
  })
})

test.each([
  ['腾出用能空间6月4100', '算了'],
  ['我要请假', '不用了'],
])('%s, then %s: what was asked is let go, and nothing is done', async (first, then) => {
  const { store } = await played({
    who: '长兴',
    steps: [says(first, /./), says(then, /没有办|已放弃/), says('好', /./, /已记录/)],
    figures: 0,
  })
  expect(await store.all('SELECT * FROM leave')).toEqual([])
})

describe('what a draft asks', () => {
  test.each([
    ['僵尸企业11家', '累计的', /累计：11家/],
    ['僵尸企业11家', '是新增的', /新增 11家/],
    ['存量建设用地6月盘活900亩', '说错了，是公顷', /900公顷/],
    ['腾出用能空间6月1.3吨标煤', '说错了，是万吨标煤', /累计：1\.3万吨标煤/],
  ])('%s, then %s: the draft as it was meant', async (first, then, shown) => {
    await played({ who: '长兴', steps: [says(first, /请确认/), says(then, shown, /已记录/)], figures: 0 })
  })

  test('the place that a coordinator took back is another', async () => {
    await played({
      who: '湖州',
      steps: [says('替长兴报僵尸企业6月4家', /长兴县/), says('说错了，是德清', /德清县[\s\S]*4家/, /长兴|已记录/)],
      figures: 0,
    })
  })

  test('a reason that was given before a yes is kept, and nothing recorded', async () => {
    await played({
      who: '长兴',
      steps: [
        says('低小散6月一个月整治了2600家', /请确认/),
        says('全县作坊集中整治一次收口', /全县作坊集中整治一次收口|请确认/, /已记录/),
        says('提交', /已记录/),
      ],
      figures: 1,
    })
  })

  test('a word that corrects is no reason', async () => {
    await played({
      who: '长兴',
      steps: [says('存量建设用地6月盘活3800万亩', /./, /已记录/), says('哎写错了是亩', /./, /已记录/)],
      figures: 0,
    })
  })

  test('to send is to see the only draft again where something was asked between, and then to send it', async () => {
    await played({
      who: '长兴',
      steps: [
        says('僵尸企业6月19家', /请确认/),
        says('6月什么时候截止', /7月5日/),
        says('提交', /还没有记录[\s\S]*僵尸企业19家/),
        says('提交', /已记录|还差原因/),
      ],
    })
  })
})
