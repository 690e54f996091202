/** The shares of places out of whatever table an office has them in, checked against the paper; nobody is asked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { FileAsk, Look, TextAsk } from '../../../src/cli/plan/ask.ts'
import { Making } from '../../../src/cli/plan/making.ts'
import { paperLook } from '../../../src/cli/plan/steps/paper.ts'
import { regionsLook } from '../../../src/cli/plan/steps/regions.ts'
import { splitLook } from '../../../src/cli/plan/steps/split.ts'
import { unattended } from '../../../src/cli/plan/terminal/terminal.ts'
import { walkThrough } from '../../../src/cli/plan/terminal/walk.ts'
import { dataOf } from '../../../src/composition/data.node.ts'
import { loadOffice, type Office } from '../../../src/office/load/index.ts'
import { goalOf } from '../../../src/office/plan.ts'
import { workbook } from '../../../src/tables/workbook.ts'
import { annexPaper, PLACES, wrongAnnex } from './annex.ts'

const desk = mkdtempSync(join(tmpdir(), 'yaodian-shares-'))
afterAll(() => rmSync(desk, { recursive: true }))

const YEAR = 2026
let offices = 0

interface Given {
  readonly roster?: string
  readonly exceeds?: 'meant'
  readonly places?: string
  /** with the step that asks near misses of the paper: half of what a walk takes, and the same for one paper */
  readonly isTried?: boolean
}

/** The walk without a question. @param shares a table beside the paper */
async function made(
  paper: Uint8Array,
  shares?: { readonly name: string; readonly content: string | Uint8Array },
  { roster, exceeds, places = PLACES, isTried = false }: Given = {},
): Promise<{ readonly said: string; readonly office: Office }> {
  const folder = join(desk, `office-${++offices}`)
  const at = (name: string, content: string | Uint8Array): string => {
    const path = join(desk, `${offices}-${name}`)
    writeFileSync(path, content)
    return path
  }
  let said = ''
  const terminal = unattended({ write: (text: string) => (said += text) })
  const flags = {
    paper: at('paper.docx', paper),
    regions: at('places.txt', places),
    ...(shares && { split: at(shares.name, shares.content), source: '沧农发〔2026〕12号' }),
    ...(exceeds && { exceeds }),
    ...(roster && { roster: at('roster.csv', roster) }),
  }
  const making = new Making(YEAR, folder)
  if (!isTried) await making.keep({ done: ['check'] })
  await walkThrough(making, { terminal, flags }, false)
  return { said, office: loadOffice(dataOf(folder)) }
}

const shareOf = ({ plan, regions }: Office, place: string, short: string): string | undefined => {
  const region = regions.find(place)
  const indicator = plan.indicators.find((one) => one.short === short)
  return region && indicator && goalOf(plan, region.key, indicator.id)
}

describe('shares', { timeout: 60_000 }, () => {
  test('stand in the paper’s own annex, merged cities and sums among them', async () => {
    const { said, office } = await made(await annexPaper(), undefined, { isTried: true })
    expect(said).toMatch(/被骗0个/)
    expect(said).toMatch(/8 个地方，2 项目标，各级合计都对得上/)
    expect(said).not.toContain('各行相加')
    expect(office.plan.allocation.source).toBe('沧农发〔2026〕11号附件 表1')
    expect(shareOf(office, '沙井县', '农产品加工企业')).toBe('80')
    expect(shareOf(office, '青崖市', '冷藏保鲜设施')).toBe('400')
    expect(said).toMatch(/没有分解到地方、因此不向地方催报的：农村电商销售额/)
  })

  test('that come to less than the goal are told by row and column, and nothing is written', async () => {
    await expect(made(await wrongAnnex('79'))).rejects.toThrow(
      /附件 表1 第2行（云塔市）C列“新增农产品加工企业（家）”：云塔市农产品加工企业任务140家，下级合计139家，要相等/,
    )
  })

  test('above the goal are asked about; meant, they stand, and are told of wherever their source is', async () => {
    const more = await wrongAnnex('95')
    await expect(made(more)).rejects.toThrow(
      /第2行（云塔市）.*任务140家，下级合计155家，多要求15家。是有意多分的，还是写错了/,
    )
    const { said, office } = await made(more, undefined, { exceeds: 'meant' })
    expect(said).toMatch(/有意多分的：.*云塔市.*多要求15家/)
    expect(shareOf(office, '沙井县', '农产品加工企业')).toBe('95')
    expect(shareOf(office, '云塔市', '农产品加工企业')).toBe('140')
    expect(office.plan.allocation.source).toBe('沧农发〔2026〕11号附件 表1（各地合计多于目标）')
  })

  test('may lie in a sheet of their own, with places across', async () => {
    const content = await workbook([
      {
        name: '分解',
        heads: ['指标', '塔前区', '沙井县', '崖北区', '崖口县', '漠南县'],
        rows: [
          ['冷藏保鲜设施', 200, 280, 150, 250, 320],
          ['农产品加工企业', 60, 80, 50, 60, 100],
        ],
      },
    ])
    const { office } = await made(await annexPaper(), { name: 'across.xlsx', content })
    expect(shareOf(office, '沙井县', '冷藏保鲜设施')).toBe('280')
    // A city without a row has what its counties have.
    expect(shareOf(office, '云塔市', '冷藏保鲜设施')).toBe('480')
  })

  test('of cities alone are theirs to report', async () => {
    const content = '地区,冷藏保鲜设施,增幅\n合计,1200,\n云塔市,480,—\n青崖市,400,\n平漠市,320,\n'
    const roster = '姓名,open_id,角色,区域\n云丙,ou_1,市协调员,云塔市\n省丁,ou_2,省协调员,\n'
    const { said, office } = await made(await annexPaper(), { name: 'cities.csv', content }, { roster })
    expect(said).toContain('只分解到市')
    expect(said).toMatch(/→ 云丙\n +云塔市：.*冷藏保鲜设施.*截止前3个工作日\n/)
    expect(said).toMatch(/→ 省丁\n +青崖市：.*青崖市没有在岗的联系人，请协助转告/)
    expect(office.plan.rules.map(({ level }) => level)).toEqual(['city', 'city'])
    expect(shareOf(office, '云塔市', '冷藏保鲜设施')).toBe('480')
    expect(shareOf(office, '塔前区', '冷藏保鲜设施')).toBeUndefined()
  })

  test('of a city’s counties add up to its own goal: no level lies between, and its coordinator is the whole’s', async () => {
    const places = '云塔市：塔前区、沙井县\n'
    const shares = (last: number) => `地区,冷藏保鲜设施\n合计,1200\n塔前区,500\n沙井县,${last}\n`
    const roster =
      '姓名,open_id,角色,区域\n塔甲,ou_1,县联系人,塔前区\n沙乙,ou_2,县联系人,沙井县\n云丙,ou_3,市协调员,云塔市\n'
    const given = async (last: number) =>
      made(await annexPaper(), { name: 'counties.csv', content: shares(last) }, { places, roster })
    await expect(given(600)).rejects.toThrow(/云塔市冷藏保鲜设施目标1200座，下级合计1100座，要相等/)
    const { said, office } = await given(700)
    expect(said).toMatch(/云塔市：2 个县（市、区）\n/)
    expect(said).toMatch(/→ 沙乙\n +沙井县：.*冷藏保鲜设施/)
    expect(office.plan.rules.map(({ level }) => level)).toEqual(['county', 'county'])
    expect(shareOf(office, '沙井县', '冷藏保鲜设施')).toBe('700')
  })

  test('that are refused leave those that were given before as they are', async () => {
    const making = new Making(YEAR, join(desk, `office-${++offices}`))
    const give = async (look: (making: Making) => Promise<Look>, name: string, content: string | Uint8Array) => {
      const asked = (await look(making)).asks.find(({ kind }) => kind === 'file') as FileAsk
      await asked.take({ name, path: name, bytes: Buffer.from(content) })
    }
    await give(paperLook, 'paper.docx', await annexPaper())
    await give(regionsLook, 'places.txt', PLACES)
    await give(splitLook, 'shares.csv', '地区,冷藏保鲜设施\n云塔市,480\n青崖市,400\n平漠市,320\n')
    await expect(give(splitLook, 'shares.csv', '地区,冷藏保鲜设施\n甲,480\n')).rejects.toThrow(/没有认出地方/)
    expect((await splitLook(making)).wrong).toBeUndefined()
    const source = (await splitLook(making)).asks.find(({ name }) => name === 'source') as TextAsk
    await source.take('沧农发〔2026〕12号')
    const { shown, wrong } = await splitLook(making)
    expect(wrong).toBeUndefined()
    expect(shown[0]?.text).toMatch(/3 个地方/)
  })

  test('need places that say what lies in what: a flat list is refused, also once its province is named', async () => {
    const flat = '云塔市\n塔前区\n沙井县\n'
    const said = /塔前区等2个没有写属于哪个市/
    for (const places of [flat, `沧原省\n${flat}`])
      await expect(made(await annexPaper(), undefined, { places })).rejects.toThrow(said)
    const making = new Making(YEAR, join(desk, `office-${++offices}`))
    const list = await making.keepFile('regions', {
      name: 'places.txt',
      path: '',
      bytes: Buffer.from('塔前区\n沙井县'),
    })
    await making.keep({ regions: { list } })
    const whole = (await regionsLook(making)).asks.find(({ name }) => name === 'province') as TextAsk
    await expect(whole.take('沧原省')).rejects.toThrow(/第1行：塔前区等2个没有写属于哪个市/)
    await whole.take('云塔市')
    expect(await making.places()).toMatchObject({ province: '云塔市', counties: 2, faults: [] })
  })

  test.each([
    [
      'a place that nobody knows',
      '地区,冷藏保鲜设施\n云塔市,480\n青崖市,400\n平原市,320\n',
      /第4行（平原市）A列“地区”：没有“平原市”这个区域/,
    ],
    ['a fraction of what is counted', '地区,冷藏保鲜设施\n云塔市,480.5\n青崖市,400\n平漠市,319.5\n', /不能有小数/],
    ['no goal among the heads', '地区,天气\n云塔市,1\n青崖市,2\n', /没有一列是能分解的目标/],
    ['no place at all', '地区,冷藏保鲜设施\n甲,480\n乙,400\n', /没有认出地方/],
    [
      'a sum that is not the paper’s',
      '地区,冷藏保鲜设施\n云塔市,480\n青崖市,400\n平漠市,310\n',
      /沧原省冷藏保鲜设施目标1200座，下级合计1190座，要相等/,
    ],
  ])('are refused with what to mend: %s', async (_, content, said) => {
    await expect(made(await annexPaper(), { name: 'wrong.csv', content })).rejects.toThrow(said)
  })
})
