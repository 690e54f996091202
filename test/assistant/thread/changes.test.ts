/** What was shown is narrowed by the next words: some are left out, only some are kept; one way for all slices. */
import { describe, expect, test } from 'vitest'
import { played, says } from './talk.ts'

describe('a preview of a reminder', () => {
  test.each([
    ['安吉不用催了', /德清/, /安吉/],
    ['除了安吉和吴兴', /德清/, /安吉|吴兴/],
    ['德清的先别发', /安吉/, /德清/],
    ['去掉德清', /安吉/, /德清/],
    ['只催德清', /德清/, /安吉/],
    ['只发安吉和长兴的', /安吉[\s\S]*长兴|长兴[\s\S]*安吉/, /德清/],
  ])('%s: shown anew, and nothing sent', async (change, kept, out) => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', /德清[\s\S]*安吉/), says(change, kept, out)],
    })
    expect(hears('德清')).toEqual([])
    expect(hears('安吉')).toEqual([])
  })

  test('what is agreed to is what was shown last', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', /德清[\s\S]*安吉/), says('安吉就别催了', /德清/, /安吉/), says('发', /./)],
    })
    expect(hears('德清').join()).toMatch(/德清/)
    expect(hears('安吉')).toEqual([])
  })

  test('two changes come one upon the other', async () => {
    await played({
      who: '湖州',
      steps: [
        says('/催报', /德清[\s\S]*安吉/),
        says('安吉不用催', /德清/, /安吉/),
        says('长兴也别催', /德清/, /安吉|长兴/),
      ],
    })
  })

  test('how a county stands takes nothing out', async () => {
    await played({ who: '湖州', steps: [says('/催报', /德清[\s\S]*安吉/), says('安吉没报', /安吉/, /催报预览/)] })
  })

  test('what was left out is put in again', async () => {
    await played({
      who: '湖州',
      steps: [
        says('/催报', /德清/),
        says('只催德清', /德清/, /安吉/),
        says('把安吉加上', /催报预览[\s\S]*安吉/, /长兴|申请/),
      ],
    })
  })

  test('a whole city is left out by the province', async () => {
    await played({
      who: '省办',
      steps: [says('/催报', /安吉[\s\S]*慈溪|慈溪[\s\S]*安吉/), says('湖州的不用催', /慈溪/, /安吉|德清|长兴/)],
    })
  })

  test('what is taken back altogether is sent to nobody', async () => {
    const { hears } = await played({
      who: '湖州',
      steps: [says('/催报', /确认发出/), says('先不发', /没有发|不发/), says('好', /./, /已发|发出/)],
    })
    expect(hears('德清')).toEqual([])
  })
})

describe('a list of the ledger', () => {
  test.each([
    ['6月哪些县没报低小散', '不看杭州的', /不含杭州/, /余杭/],
    ['6月哪些县没报低小散', '去掉宁波和温州', /不含宁波市?、温州/, /慈溪/],
    ['6月哪些县没报低小散', '湖州的不算', /不含湖州/, /德清/],
    ['各县僵尸企业完成率', '只看嘉兴的', /嘉兴市/, /德清/],
    ['各县僵尸企业完成率', '只看5月的', /全省各县.*2017年5月/, /2017年6月/],
    ['各市低小散完成率排名', '除了舟山', /不含舟山/, /舟山市\s*\|/],
  ])('%s, then %s', async (first, change, kept, out) => {
    await played({ who: '省办', steps: [says(first, /./), says(change, kept, out)] })
  })

  test('two places that were named one after the other are the two', async () => {
    await played({
      who: '省办',
      steps: [
        says('长兴僵尸企业多少', /长兴县/),
        says('德清呢', /德清县/),
        says('这两个县谁多', /长兴[\s\S]*德清|德清[\s\S]*长兴/, /全省各县/),
      ],
    })
  })
})

describe('what can be chosen from', () => {
  test('the other one is the one that was not chosen', async () => {
    await played({
      who: '长兴',
      steps: [
        says('高新6月新增3家', /./, /已记录/),
        says('第一个', /3/, /已记录/),
        says('另一个', /./, /已记录|看不明白|没看明白/),
      ],
      figures: 0,
    })
  })
})

describe('a draft of several figures', () => {
  test('one is left out, the others wait on', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [
        says('6月僵尸企业19家，高新技术企业6家，小微企业园区1个', /请确认/),
        says('小微园先不报', /僵尸企业[\s\S]*高新技术企业|高新技术企业[\s\S]*僵尸企业/, /小微企业园区 \||已记录/),
      ],
      figures: 0,
    })
    const [draft] = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
    expect(draft?.content).not.toMatch(/small-firm-parks/)
    expect(draft?.content).toMatch(/zombie-firms/)
  })

  test('only one is kept', async () => {
    const { store } = await played({
      who: '长兴',
      steps: [says('6月僵尸企业19家，高新技术企业6家', /请确认/), says('只报高企', /高新技术企业/, /已记录/)],
      figures: 0,
    })
    const open = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
    expect(open.map(({ content }) => content).join()).not.toMatch(/zombie-firms/)
    expect(open).toHaveLength(1)
  })
})
