/**
 * Plain questions on punctuality, review and corrections, through the whole office, and how their answers stand on a
 * telephone. April: 柳泉 in time, 竹坞 late; May: both late, one returned, one corrected; June: 竹坞 in time, 柳泉 nothing.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Block } from '../../src/message/card.ts'
import { cardOf, ledgerQuery } from '../../src/query/index.ts'
import { office } from '../invented.ts'
import { office as eightyNine } from '../office.ts'
import { played } from '../request/played.ts'

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
let minutes = 0
let says: Awaited<ReturnType<typeof office>>['says']

beforeAll(async () => {
  const o = await office(await freshStore(), '2017-05-04 09:00')
  await o.says('柳泉', '/上报 老旧木厂 3家，林下产业园区 1个 截至4月30日')
  await o.until('2017-05-09 10:00')
  await o.says('竹坞', '/上报 老旧木厂 1家，散锯点 20家 截至4月30日')
  await o.until('2017-06-08 10:00')
  await o.says('竹坞', '/上报 老旧木厂 2家，散锯点 30家 截至5月31日')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家 截至5月31日')
  await o.says('澄州', '/退回 柳泉县 散锯点 数值与台账不符')
  await o.says('澄州', '/通过 竹坞县 确认')
  await o.says('竹坞', '/更正 老旧木厂 3家 截至5月31日 备注 漏报1家')
  await o.until('2017-07-03 10:00')
  await o.says('竹坞', '/上报 老旧木厂 4家 截至6月30日')
  await o.until('2017-07-07 09:00')
  says = async (who, words) => {
    // nothing said before is meant
    minutes += 31
    await o.until(`2017-07-0${7 + Math.floor(minutes / 840)} ${clock(9 * 60 + (minutes % 840))}`)
    return (await o.says(who, words)).split('\n---\n').at(-1) ?? ''
  }
})

describe('a plain question on reporting', () => {
  test.each<[string, RegExp, RegExp?]>([
    ['哪些县迟报过两次以上', /至少2期迟报[\s\S]*竹坞县/],
    ['哪些县连续两个月没报', /5月、6月每期都未报/, /已截止|已过/],
    ['5月哪些县迟报', /^5个县（市、区）44项迟报，其中41项还没报[\s\S]*柳泉县[^\n]*老旧木厂（晚3天）/],
    ['迟报次数最多的县', /^迟报最多的：桐塍区、麦塍区、苇渡县/],
    ['竹坞迟报过几次', /^23项迟报，其中19项还没报[\s\S]*老旧木厂4月/],
    ['柳泉5月是按时报的吗', /^不是按时上报，有迟报/],
    ['柳泉4月按时了吗', /按时/, /没看明白/],
    ['没报齐的有几个', /^5个县（市、区）中有5个/],
    ['6月报了几个县', /^澄州市各县（市、区）6月：1个报了（都没有报齐），4个没报/],
    ['6月哪些县报了', /1个报了[\s\S]*报了一部分的：竹坞县（1\/8）。没报的：桐塍区/],
    ['还有几条没审', /^(?:2个县（市、区）5项待审核|待审核：2个地方，5项)/],
    ['柳泉改过几回数', /^没有更正过/],
    ['桐塍和麦塍五月交了没', /^没有报齐/],
    ['有哪些待审核', /^2个县（市、区）5项待审核/],
    ['谁被退回了', /被退回[\s\S]*柳泉县散锯点企业/],
    ['柳泉为什么被退回', /数值与台账不符/],
    ['哪些县改过数', /^1个县（市、区）更正过[\s\S]*竹坞县/],
    ['竹坞改了什么', /^1项更正过/],
    ['5月哪些数审核通过了', /竹坞县散锯点企业审核通过/],
    ['竹坞老旧木厂谁报的什么时候报的', /由竹坞联系人上报[\s\S]*7月3日 10:00上报/],
    ['5月没报的有哪些', /^澄州市5月：5个县未报齐/],
    ['柳泉报了没', /^柳泉县：6月还有\d项没报/],
  ])('%s', async (question, right, wrong = /没看明白/) => {
    const card = await says('澄州', question)
    expect(card).toMatch(right)
    expect(card).not.toMatch(wrong)
  })
})

describe('an answer of several measures', () => {
  test('begins with a line that fits a telephone, and has two lines for each indicator', async () => {
    const card = await says('竹坞', '/进度')
    const [title = '', sentence = ''] = card.split('\n')
    expect(title.length).toBeLessThan(40)
    expect(sentence.length).toBeLessThan(120)
    expect(card).toMatch(/\n老旧木厂：累计4家，任务3家，完成率133\.3%\n.+截至6月30日，待审核/)
    expect(card).not.toMatch(/ \| .* \| .* \| .* \| .* \| /)
  })

  test('does not list in its sentence what stands below it', async () => {
    const card = await says('澄州', '有哪些待审核')
    const [, sentence = ''] = card.split('\n')
    expect(sentence).not.toMatch(/老旧木厂/)
    expect(card).toMatch(/\n柳泉县老旧木厂4月 \| 已提交（待审）/)
  })

  test('of one place names those without a figure once, together', async () => {
    const card = await says('澄州', '柳泉县6月各项指标多少')
    expect(card).toMatch(/\n老旧木厂：累计5家，任务\d+家/)
    expect(card).toMatch(/\n尚无上报\d+项：[^\n]*标准苗棚（任务[\d.]+万平方米）/)
    expect(card).not.toMatch(/\n标准苗棚：/)
  })
})

describe('one place beside another', () => {
  test('is told by two measures at most, and why there is nothing to compare with once', async () => {
    const [title = '', sentence = ''] = (await says('澄州', '柳泉散锯点跟竹坞比差多少')).split('\n')
    expect(title).toMatch(/^柳泉县 散锯点企业/)
    expect(sentence).toMatch(/比竹坞县的[^，]*30家/)
    expect(sentence.match(/比竹坞县/g)?.length).toBeLessThanOrEqual(2)
    const [, alone = ''] = (await says('澄州', '澄州散锯点跟棠州比呢')).split('\n')
    expect(alone).toMatch(/。棠州市尚无上报，没有可比的/)
    expect(alone.match(/尚无上报，没有可比/g)).toHaveLength(1)
  })
})

describe('everything of everywhere', () => {
  test('is told place by place, by how much came in, with a way to each indicator', async () => {
    const o = await eightyNine(await freshStore(), '2017-07-03 10:00')
    await o.says('安吉', '/上报 僵尸企业 4家 截至6月30日')
    const card = await o.says('省办', '全省各县6月各项指标的累计数')
    const [title, sentence = '', ...lines] = card.split('\n')
    expect(title).toBe('全省各县（市、区）6月：1个报了（都没有报齐），88个没报')
    expect(sentence).toMatch(
      /报了一部分的：安吉县（1\/\d+）。没报齐的按市列在下面。逐地逐项的数这里列不下，点一项看。$/,
    )
    expect(card).toMatch(/\n丽水市 \| 9 \| 莲都、/)
    expect(card).toMatch(/\[僵尸企业\]/)
    expect(lines.length).toBeLessThan(40)
    expect(card.length).toBeLessThan(2_000)
  })

  test('a pressed indicator is answered', async () => {
    expect(await says('省办', '全省各县6月老旧木厂的累计数')).toMatch(/竹坞县/)
  })
})

test('a long ranking is a list in its order with the rate, from both ends and with one’s own; the rest is folded', async () => {
  const { office: whole, result } = await played()
  const found = await result(
    ledgerQuery.parse({
      measures: ['rank', 'rate'],
      of: ['zombie-firms'],
      whom: { parts: whole.regions.province.key, level: 'county' },
      when: ['2017-06'],
      order: { measure: 'rank', down: false },
    }),
  )
  const middle = found.kind === 'found' ? found.rows[30]?.entries[0]?.cell.place : undefined
  const told = (own: typeof middle) => cardOf(found, { ...whole, isGroup: false, ...(own && { own }) }).blocks
  const table = (blocks: readonly Block[]) => blocks.find((one) => one.kind === 'table')
  const plain = table(told(undefined))
  expect(plain?.columns.map(({ name }) => name)).toEqual(['名称', '名次', '完成率', '截至', '上报情况'])
  expect(plain?.rows).toHaveLength(10)
  expect(plain?.rows[0]).toMatchObject({ rank: expect.stringMatching(/^第1/), rate: expect.stringMatching(/%$/) })
  const own = table(told(middle))
  expect(own?.rows).toHaveLength(11)
  expect(own?.rows[5]?.['name']).toBe(whole.regions.get(middle ?? whole.regions.province.key).name)
  const rest = told(middle).find((one) => one.kind === 'fold' && one.title.startsWith('其余'))
  const places = [...JSON.stringify(rest).matchAll(/第(\d+)/g)].map(([, place]) => Number(place))
  expect(places.length).toBeGreaterThan(40)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})
