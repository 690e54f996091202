/** What a person has before them in a chat stays open until it is done, let go or stale: words are matched against it first. */
import { describe, expect, test } from 'vitest'
import { desk, figuresIn, played, says } from './talk.ts'

const PREVIEW = /催报预览[\s\S]*确认发出/

describe('a preview of a reminder, whatever is said in between', () => {
  test.each([
    ['僵尸企业全省目标是多少', '发吧'],
    ['6月什么时候截止', '发出去'],
    ['谢谢', '可以，发'],
  ])('%s lies between: %s shows it again, unless it was a courtesy, and then sends it', async (between, yes) => {
    const again = between === '谢谢' ? [] : [says(yes, /还有一件等您确认[\s\S]*催报预览/)]
    const { hears } = await played({
      who: '湖州',
      steps: [
        says('/催报', PREVIEW),
        says(between, /./, /已发|发出/),
        ...again,
        says(yes, /已|发出/, /上报内容|等您确认/),
      ],
    })
    expect(hears('德清').join()).toMatch(/德清/)
  })

  test('it outlives more messages than a talk remembers', async () => {
    const asides = ['谢谢', '6月什么时候截止', '安吉僵尸企业多少', '德清呢', '辛苦了', '长兴呢'].map((one) =>
      says(one, /./),
    )
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', PREVIEW), ...asides, says('发吧', PREVIEW), says('发吧', /./)],
    })
    expect(hears('德清').join()).toMatch(/德清/)
  })

  test('a mere yes after something else shows what would be sent, and sends nothing', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', PREVIEW), says('僵尸企业全省目标是多少', /300/), says('嗯', /催报[\s\S]*确认发出/)],
    })
    expect(hears('德清')).toEqual([])
  })

  test('it is narrowed after something else was said', async () => {
    await played({
      who: '湖州',
      steps: [
        says('/催报', PREVIEW),
        says('谢谢', /./),
        says('德清的去掉', PREVIEW),
        says('安吉也算了', PREVIEW, /安吉|德清/),
      ],
    })
  })

  test.each([
    ['德清就别催了，人家周五刚交过几项', /德清/],
    ['安吉的同志今天出差，先去掉', /安吉/],
    ['安吉、德清我当面说，其余的你提醒', /安吉|德清/],
  ])('%s: the place named is left out, and nothing is sent', async (change, out) => {
    const { hears } = await played({ who: '湖州', steps: [says('/催报', PREVIEW), says(change, PREVIEW, out)] })
    expect(hears('德清')).toEqual([])
  })

  test('once sent it is not sent again', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', PREVIEW), says('发', /./), says('发', /./, /等您确认的上报/)],
    })
    expect(hears('德清')).toHaveLength(1)
  })

  test('places named in between, and not understood: whom it is for is seen again before it is sent', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [
        says('/催报', PREVIEW),
        says('德清昨晚雨下得真大', /./),
        says('发', /德清[\s\S]*确认发出|没有改动/, /已催报/),
      ],
    })
    expect(hears('德清')).toEqual([])
  })

  test('of those named first it is sent, and of the others not yet', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [
        says('/催报', PREVIEW),
        says('德清先发，其他的等等', /德清[\s\S]*确认发出/, /已催报/),
        says('发', /已催报/),
      ],
    })
    expect(hears('长兴')).toEqual([])
  })

  test('let go, it is gone', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', PREVIEW), says('算了晚点再看', /没有发|不发/), says('发吧', /./, /已发/)],
    })
    expect(hears('德清')).toEqual([])
  })

  test('half an hour later it is stale', async () => {
    const one = await desk()
    expect(await one.says('湖州', '/催报')).toMatch(PREVIEW)
    await one.until('2017-07-03 09:45')
    await one.says('湖州', '发吧')
    expect(one.hears('德清')).toEqual([])
  })
})

describe('whom a reminder is for', () => {
  test.each([
    ['除了长兴都提醒一下', /德清/, /长兴/],
    ['长兴和安吉我来联系，其他没报的催一下', /德清/, /长兴|安吉/],
    ['德清催一下，别的县先不用管', /德清/, /长兴|安吉/],
  ])('%s', async (wish, kept, out) => {
    await played({ who: '湖州', steps: [says(wish, PREVIEW), says('谢谢', /./)] })
    await played({ who: '湖州', steps: [says(wish, kept, out)] })
  })

  test('a wish that names nobody goes on from whom was just asked about', async () => {
    await played({
      who: '湖州',
      steps: [says('德清低小散报了多少', /德清/), says('催他一下', /催报预览[\s\S]*德清/, /长兴|安吉/)],
    })
  })

  test('all who owe are all, whoever was asked about', async () => {
    await played({
      who: '湖州',
      steps: [says('德清低小散报了多少', /德清/), says('没报的都催一下', /催报预览[\s\S]*长兴/)],
    })
  })
})

describe('a draft', () => {
  test.each(['确定', '报', '那就报', '行，报上去', '就报这个'])('%s files it', async (yes) => {
    await played({ who: '长兴', steps: [says('6月高新技术企业9家', /请确认/), says(yes, /已记录/)], figures: 1 })
  })

  test.each(['高企报了吗', '高企报了', '其他的都报了吗', '高企能报吗'])('%s files nothing of it', async (said) => {
    await played({
      who: '长兴',
      steps: [says('6月高新技术企业9家，科技型中小微企业20家', /请确认/), says(said, /./, /^已记录/)],
      figures: 0,
    })
  })

  test('the form is what 填报 asks for', async () => {
    await played({ who: '长兴', steps: [says('6月高新技术企业9家', /请确认/), says('填报', /填报：/)], figures: 0 })
  })

  test.each([
    ['高企先报，其他的等下', /高新技术企业[\s\S]*9家/, '剩下的也报', 2],
    ['先报高企那个', /高新技术企业[\s\S]*9家/, '另一个也可以报', 2],
    ['第一个先报', /高新技术企业[\s\S]*9家/, '另一个也报', 2],
  ])('of two figures %s files one, the other waits; then %s files it too', async (one, filed, rest, figures) => {
    const { store } = await played({
      who: '长兴',
      steps: [
        says('6月高新技术企业9家，科技型中小微企业20家', /请确认/),
        says(one, filed, /科技型中小微企业[\s\S]{0,20}累计：20/),
      ],
    })
    expect(await figuresIn(store)).toBe(1)
    const next = await played({
      who: '长兴',
      steps: [
        says('6月高新技术企业9家，科技型中小微企业20家', /请确认/),
        says(one, /已记录/),
        says(rest, /已记录[\s\S]*科技型中小微企业/),
      ],
    })
    expect(await figuresIn(next.store)).toBe(figures)
  })

  test.each([
    ['第二个是21', /21家/],
    ['后一个应该是21家', /21家/],
    ['前面那个是21', /高新技术企业[\s\S]*21家/],
  ])('of two figures %s changes the one it points to', async (change, shown) => {
    const { store } = await played({
      who: '长兴',
      steps: [says('6月高新技术企业9家，科技型中小微企业20家', /请确认/), says(change, shown, /已记录/)],
      figures: 0,
    })
    const open = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
    expect(open).toHaveLength(1)
  })

  test.each(['两个都报', '两项都报上去', '都对，报'])('of two figures %s files both', async (yes) => {
    await played({
      who: '长兴',
      steps: [says('6月高新技术企业9家，科技型中小微企业20家', /请确认/), says(yes, /已记录/)],
      figures: 2,
    })
  })

  test('one of its figures is taken out by its name, and nothing false is said', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [
        says('6月高新技术企业9家，科技型中小微企业20家', /请确认/),
        says('科技型那个撤掉，名单还没下来', /请确认[\s\S]*高新技术企业/, /审核|科技型中小微企业\n/),
      ],
      figures: 0,
    })
    const open = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
    expect(open.map(({ content }) => content).join()).not.toMatch(/tech-smes/)
  })

  test('who never filed anything is not told that it is in review', async () => {
    await played({ who: '长兴', steps: [says('撤回刚才的', /没有可撤回/, /进入审核/)] })
  })

  test.each([
    ['对，改12', /12家/],
    ['改成12吧', /12家/],
  ])('%s changes the draft that waits', async (change, shown) => {
    await played({
      who: '长兴',
      steps: [says('6月高新技术企业9家', /请确认/), says(change, shown, /没看明白/)],
      figures: 0,
    })
  })

  test('how it is counted, said of the running month, is said of the month reported', async () => {
    await played({
      who: '长兴',
      steps: [says('6月高新技术企业9家', /请确认/), says('是当月的', /新增 9家/, /没看明白|7月/)],
      figures: 0,
    })
  })

  test('what was not understood leaves it open and says so', async () => {
    await played({
      who: '长兴',
      steps: [
        says('6月高新技术企业9家', /请确认/),
        says('比如那个谁还没弄完', /等您确认[\s\S]*高新技术企业|./),
        says('报吧', /还没有记录[\s\S]*高新技术企业9家/),
        says('报吧', /已记录/),
      ],
      figures: 1,
    })
  })
})

describe('what was just recorded', () => {
  test('one of its figures is taken back by its name', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [
        says('/上报 高新技术企业9家，科技型中小微企业20家 截至6月30日', /已记录/),
        says('科技型的撤回', /已撤|撤回/, /高新技术企业/),
      ],
    })
    const left = await store.all<{ indicator: string }>(`SELECT indicator FROM cell WHERE state = 'submitted'`)
    expect(left.map(({ indicator }) => indicator)).toEqual(['hightech-firms'])
  })

  test('a correction says what it replaced', async () => {
    await played({
      who: '长兴',
      steps: [says('/上报 高新技术企业9家 截至6月30日', /已记录/), says('不对，是12家', /9家 ?→ ?12家|由9家/)],
    })
  })

  test('累计的 is how it stands', async () => {
    await played({
      who: '长兴',
      steps: [says('/上报 高新技术企业9家 截至6月30日', /已记录/), says('累计的', /累计/, /口径/)],
      figures: 1,
    })
  })
})

describe('what a report lacked', () => {
  test('a month that is not over is put right by the one meant', async () => {
    await played({
      who: '长兴',
      steps: [
        says('7月高新技术企业9家', /还没到/),
        says('六月的', /请确认[\s\S]*2017年6月/, /已记录/),
        says('好', /已记录/),
      ],
      figures: 1,
    })
  })

  test('a place that is not theirs is put right by their own', async () => {
    await played({
      who: '长兴',
      steps: [
        says('德清6月高新技术企业9家', /德清/),
        says('写错了，是长兴', /请确认[\s\S]*高新技术企业[\s\S]*9家/, /已记录/),
      ],
      figures: 0,
    })
  })
})

describe('a question of the ledger, gone on from', () => {
  test.each([
    ['低小散完成率排名', '换成僵尸的', /僵尸企业/],
    ['低小散完成率排名', '按市来排呢', /各市[\s\S]*低小散/],
    ['安吉低小散多少', '比上个月呢', /低小散/],
    ['各县低小散完成率排个名', '换成僵尸企业的', /僵尸企业/],
    ['全省僵尸企业完成率多少', '离目标还差多少', /僵尸企业/],
  ])('%s, then %s', async (first, next, shown) => {
    await played({ who: '省办', steps: [says(first, /./), says(next, shown, /〔二|没看明白/)] })
  })
})

describe('talk with a number in it', () => {
  test.each(['打个比方我写了10家其实只有8家', '没有没有，我随便问问，谢谢'])('%s is no failed report', async (talk) => {
    await played({
      who: '长兴',
      steps: [says('报错了怎么改', /更正/), says(talk, /./, /没认出|请用指标名称|这句没看明白/)],
      figures: 0,
    })
  })

  test('an official who offers to report is told who may', async () => {
    await played({
      who: '官员',
      steps: [says('我帮德清报一下，高新技术企业2家', /没有权限|联系人/, /没看明白/)],
      figures: 0,
    })
  })
})

test('another time takes the place of the first: one reminder is left', async () => {
  const { store } = await played({
    who: '长兴',
    steps: [says('明天上午10点提醒我', /10:00/), says('改到11点', /7月4日[\s\S]*11:00/)],
  })
  const rows = await store.all<{ key: string }>(`SELECT key FROM outbox WHERE key LIKE 'snooze%' AND state = 'queued'`)
  expect(rows).toHaveLength(1)
})

test('the others have nothing new: shown first, for the same month, and without what was reported', async () => {
  const { store } = await played({
    who: '长兴',
    steps: [says('/上报 高新技术企业9家 截至6月30日', /已记录/), says('其他的都没有', /请确认/, /已记录/)],
    figures: 1,
  })
  const [draft] = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
  expect(draft?.content).not.toMatch(/hightech-firms|water-per-output/)
})

test('why a correction was made is kept with it', async () => {
  await played({
    who: '长兴',
    steps: [
      says('/上报 高新技术企业9家 截至6月30日', /已记录/),
      says('多报了两家', /7家/),
      says('那两家公示期还没到', /原因：那两家公示期还没到/, /口径|〔/),
      says('确定', /已记录/),
    ],
  })
})

test('a figure that does not say of what waits for its name', async () => {
  await played({
    who: '长兴',
    steps: [
      says('我们6月份处理了8家', /./, /已记录|请确认/),
      says('高企那个', /请确认[\s\S]*高新技术企业[\s\S]*8家/, /〔/),
    ],
    figures: 0,
  })
})

test('a second period of the same figure is a draft of its own', async () => {
  const { store } = await played({
    who: '长兴',
    steps: [says('6月高新技术企业9家', /请确认/), says('5月的那些也报一下，4家', /请确认[\s\S]*2017年5月/)],
    figures: 0,
  })
  expect(await store.all('SELECT id FROM draft WHERE open = 1')).toHaveLength(2)
})

describe('a list of what waits for review', () => {
  const filed = async () => {
    const one = await desk()
    await one.says('安吉', '/上报 高新技术企业9家，科技型中小微企业20家 截至6月30日')
    expect(await one.says('湖州', '/审核 安吉')).toMatch(/待审核：安吉县，2项/)
    return one
  }
  const states = async ({ store }: Awaited<ReturnType<typeof filed>>) =>
    Object.fromEntries(
      (await store.all<{ indicator: string; state: string }>('SELECT indicator, state FROM cell')).map((one) => [
        one.indicator,
        one.state,
      ]),
    )

  test('one of it is accepted after a yes, the other is untouched', async () => {
    const one = await filed()
    expect(await one.says('湖州', '高企的通过')).toMatch(/通过：安吉县高新技术企业9家/)
    expect(await states(one)).toEqual({ 'hightech-firms': 'submitted', 'tech-smes': 'submitted' })
    expect(await one.says('湖州', '好')).toMatch(/已通过：1项/)
    expect(await states(one)).toEqual({ 'hightech-firms': 'accepted', 'tech-smes': 'submitted' })
  })

  test('one of it is returned with the reason that the next words give', async () => {
    const one = await filed()
    expect(await one.says('湖州', '科技型的退回')).toMatch(/退回要写明原因/)
    expect(await one.says('湖州', '缺认定文件')).toMatch(/^退回1项？[\s\S]*缺认定文件/)
    expect(await one.says('湖州', '好')).toMatch(/已退回：1项[\s\S]*缺认定文件/)
    expect(await states(one)).toEqual({ 'hightech-firms': 'submitted', 'tech-smes': 'returned' })
  })
})
