/** In January last year's figures are closed while this year's plan is there: each is answered by what its time says. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { shippedOffice } from '../../src/composition/live-office.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import { below } from '../fixtures/offices/overlaid.ts'
import { type Cast, officeOf } from '../office.ts'
import { secondFiles } from './second.ts'

/**
 * The plan of 2025 as a drafter makes it: that of 2026 a year earlier with ids of its own, 50 farms in place of 60 (7 in
 * place of 11 in one county), and harbour inns in place of digital harbours.
 */
const thisYears = import.meta.glob<string>('../fixtures/offices/lanhai/plans/2026/*', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const IDS = [...(thisYears['../fixtures/offices/lanhai/plans/2026/indicators.yaml'] ?? '').matchAll(/^- id: (.+)$/gm)]
const lastYears = [...below('../fixtures/offices/lanhai/', thisYears)].map(
  ([path, text]): readonly [string, string] => [
    path.replace('2026', '2025'),
    IDS.reduce((all, [, id = '']) => all.replaceAll(id, `last-${id}`), text)
      .replaceAll('2026', '2025')
      .replaceAll('建成数字渔港', '开办渔家客栈')
      .replaceAll('数字渔港', '渔家客栈')
      .replaceAll('智慧渔港', '渔家旅店')
      .replaceAll('60个以上', '50个以上')
      .replace('value: 60\n', 'value: 50\n')
      .replace('岚州市,21,', '岚州市,11,')
      .replace('云峤区,11,', '云峤区,7,')
      .replace('石渡县,6,', '石渡县,2,')
      .replace('青栎县,4,', '青栎县,2,'),
  ],
)
const files: Files = new Map([...secondFiles, ...lastYears])
const shipped = shippedOffice(loadOffice(files), files)

const CAST: Cast = {
  云峤: ['contact', '云峤区'],
  岚州: ['city-coordinator', '岚州市'],
  省办: ['provincial-coordinator', '澜海省'],
  官员: ['official', '澜海省'],
}
const january = async (start = '2026-01-05 09:00') =>
  officeOf({ shipped, files, cast: CAST }, await freshStore(), start)

test('there are two plans, with goals of their own', () => {
  const goals = shipped.office.plans.map(({ year, indicators }) => [year, indicators[0]?.target.value])
  expect(goals).toEqual([
    [2025, '50'],
    [2026, '60'],
  ])
})

test.each([
  ['去年要新建多少个海藻养殖基地？', /^全年新建海藻养殖基地50个以上\n〔《2025年/],
  ['2025年海藻养殖基地目标是多少', /^全年新建海藻养殖基地50个以上\n〔《2025年/],
  ['今年海藻养殖基地目标是多少', /^全年新建海藻养殖基地60个以上\n〔《2026年/],
  ['2026年要新建多少个海藻养殖基地', /^全年新建海藻养殖基地60个以上\n〔《2026年/],
])('of the papers: %s', async (question, answer) => {
  const { says } = await january()
  expect(await says('官员', question)).toMatch(answer)
})

describe('of the figures', () => {
  test('December is reported, reviewed, received, locked and told of in January', async () => {
    const { says, presses, fills } = await january()
    expect(await says('云峤', '海藻基地 6个 截至12月底')).toMatch(/年末最后一周新增6个/)
    expect(await fills('云峤', { reason: '年底集中验收' })).toMatch(
      /^已记录：云峤区\n[\s\S]*2025年12月，截至12月31日\n完成率：85\.7%（任务7个）/,
    )
    expect(await says('云峤', '/我的')).toMatch(/2025年12月：8项中还有7项没报/)
    expect(await says('云峤', '去年海藻基地完成了多少')).toMatch(/2025年12月31日[\s\S]*任务7个/)
    expect(await says('云峤', '/期限 12月')).toMatch(/12月截止：1月8日/)
    expect(await says('岚州', '/通过 云峤区')).toMatch(/^已通过：1项/)
    await says('省办', '/接收 12月')
    expect(await presses('省办', '接收1项')).toMatch(/已接收/)
    expect(await says('省办', '/通报 2025-12')).toMatch(/^通报预览：2025年12月/)
    expect(await says('省办', '2025年12月哪些县没报')).toMatch(/石渡/)
  })

  test('without a time it is last year’s that is owed, until a period of this year is over', async () => {
    const before = await january('2026-01-20 09:00')
    expect(await before.says('云峤', '海藻基地 6个')).toMatch(/2025年12月/)
    const after = await january('2026-04-02 09:00')
    expect(await after.says('云峤', '海藻基地 2个')).toMatch(/2026年3月[\s\S]*任务11个/)
    expect(await after.says('云峤', '2025年海藻基地完成率')).toMatch(/任务7个/)
    expect(await after.says('云峤', '今年海藻基地完成率')).toMatch(/任务11个/)
  })

  test('a draft of last year is confirmed by its button as last year’s', async () => {
    const { says, presses } = await january()
    expect(await says('云峤', '海洋产业增速8.8%，渔获碳排放 -4.1%')).toMatch(/^请确认[\s\S]*2025年四季度/)
    expect(await presses('云峤', '确认')).toMatch(/已记录：云峤区[\s\S]*2025年四季度/)
  })
})

describe('a time without a year, while last year’s figures are what is owed', () => {
  const march = '2026-03-10 09:00'
  test.each([
    ['2026-01-20 09:00', '海藻基地 6个 截至11月底', /2025年11月，截至11月30日/],
    [march, '海藻基地 6个 截至12月底', /2025年12月，截至12月31日/],
    [march, '海藻基地 6个 截至12月31日', /2025年12月，截至12月31日/],
    [march, '海藻基地 6个 四季度', /2025年12月，截至12月31日/],
    [march, '海藻基地 6个 截至2月底', /2026年2月，截至2月28日/],
    [march, '海藻基地 6个 截至2026年12月底', /截至12月31日还没到/],
    [march, '海藻基地 6个 截至5月底', /截至5月31日还没到/],
    // a period of this year is over: nobody owes last year's any more
    ['2026-04-02 09:00', '海藻基地 6个 截至12月底', /截至12月31日还没到/],
  ])('%s: %s', async (at, line, answer) => {
    const { says } = await january(at)
    expect(await says('云峤', line)).toMatch(answer)
  })

  test('who is reminded, locked and told of is last year’s, too', async () => {
    const { says } = await january(march)
    expect(await says('省办', '/催报 12月')).toMatch(/^催报预览[\s\S]*2025年12月/)
    expect(await says('省办', '/锁定 12月')).toMatch(/^锁定2025年12月？/)
    expect(await says('省办', '/通报 12月')).toMatch(/^通报预览：2025年12月/)
    expect(await says('省办', '12月哪些县没报')).toMatch(/2025年12月应报/)
  })

  test('what only this year’s plan has is of no day that nobody said', async () => {
    const { says } = await january('2026-01-05 09:00')
    expect(await says('云峤', '数字渔港 3座')).toMatch(/2026年1月，截至1月5日/)
  })
})

describe('a draft is moved into the other year', () => {
  test('by its month, and by its name: the figure is that plan’s', async () => {
    const { says } = await january('2026-04-10 09:00')
    expect(await says('云峤', '海藻基地 6个')).toMatch(/2026年3月[\s\S]*任务11个/)
    expect(await says('云峤', '是2025年12月的')).toMatch(/2025年12月[\s\S]*任务7个/)
    expect(await says('云峤', '海藻基地是2026年3月的')).toMatch(/2026年3月[\s\S]*任务11个/)
  })

  test('whose plan has no such indicator: it is said, and the day is asked for', async () => {
    const { says } = await january('2026-04-10 09:00')
    expect(await says('云峤', '数字渔港 3座')).toMatch(/2026年3月/)
    expect(await says('云峤', '是2025年12月的')).toMatch(/2025年没有“数字渔港”这项指标/)
    expect(await says('云峤', '是2026年2月的')).toMatch(/数字渔港[\s\S]*2026年2月/)
  })
})

describe('of an indicator that one of both plans has alone', () => {
  test.each([
    ['2026-01-05 09:00', '/进度 数字渔港', /数字渔港/],
    ['2026-05-05 09:00', '/进度 渔家客栈', /渔家客栈/],
    ['2026-05-05 09:00', '渔家客栈完成了多少', /渔家客栈/],
    ['2026-05-05 09:00', '/排名 渔家客栈', /渔家客栈/],
    ['2026-05-05 09:00', '/口径 渔家客栈', /渔家客栈[\s\S]*2025/],
    ['2026-01-05 09:00', '/口径 数字渔港', /数字渔港[\s\S]*2026/],
  ])('%s: %s is answered by the plan that has it', async (at, question, answer) => {
    const { says } = await january(at)
    expect(await says('云峤', question)).toMatch(answer)
  })

  test.each([
    ['去年数字渔港完成了多少', '2025年没有“数字渔港”这项指标，2026年才有。'],
    ['/上报 数字渔港 3座 截至2025年12月底', '2025年没有“数字渔港”这项指标，2026年才有。'],
    ['今年渔家客栈完成了多少', '2026年没有“渔家客栈”这项指标，2025年有。'],
    ['/进度 2026年3月 渔家客栈', '2026年没有“渔家客栈”这项指标，2025年有。'],
  ])('%s: the year that is said has none, which is said', async (question, answer) => {
    const { says } = await january()
    expect(await says('云峤', question)).toContain(answer)
  })
})

/** Nobody's words stop the program, whatever year they mean: the office of the test throws what was logged as failed. */
describe('whatever is said of either year is answered', () => {
  const NAMES = ['海藻基地', '数字渔港', '渔家客栈']
  const WAYS = ['/上报 X 3个', '/进度 X', '/排名 X', '/口径 X', 'X完成了多少', '去年X完成了多少', '今年X目标是多少']
  const THEN = ['石渡呢', '好', '第二个', '应该是4个', '那海藻基地呢', '/我的', '/撤回', '/动态', '去年的呢']

  test.each(['2026-01-05 09:00', '2026-03-28 09:00', '2026-05-05 09:00'])('on %s', async (at) => {
    for (const name of NAMES) {
      const { says } = await january(at)
      await says('云峤', '海藻基地 6个 截至2025年12月底')
      for (const [index, way] of WAYS.entries()) {
        expect(await says('云峤', way.replace('X', name))).not.toBe('')
        for (const next of THEN.slice(index % 2))
          expect(await says('云峤', next), `${way} ${name} ${next}`).not.toBe('')
      }
    }
  })

  test('what goes on from an answer of last year is of last year, until another is said', async () => {
    const { says } = await january('2026-05-05 09:00')
    expect(await says('官员', '去年云峤海藻基地完成率')).toMatch(/任务7个/)
    expect(await says('官员', '石渡呢')).toMatch(/任务2个/)
    expect(await says('官员', '今年呢')).toMatch(/2026年[\s\S]*任务6个/)
  })

  test('a figure of last year that waits stays of last year', async () => {
    const { says } = await january('2026-05-05 09:00')
    await says('云峤', '海藻基地 6个 截至2025年12月底')
    expect(await says('云峤', '应该是5个')).toMatch(/累计：5个\n所属期：2025年12月，截至12月31日[\s\S]*任务7个/)
  })

  test('what only the other year has is called by its name', async () => {
    const { says } = await january('2026-05-05 09:00')
    await says('云峤', '云峤数字渔港完成了多少')
    expect(await says('云峤', '去年的呢')).toMatch(/“数字渔港”不在2025年/)
  })
})
