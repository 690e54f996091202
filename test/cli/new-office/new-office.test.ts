/**
 * Ten minutes to a new office, as a person has them: a paper, a list of places, a table of shares and a roster of an
 * invented province, typed line by line into `yaodian plan new`, and an office at the end that does its three jobs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { dataOf } from '../../../src/composition/data.node.ts'
import { loadOffice } from '../../../src/office/load/index.ts'
import { periodName } from '../../../src/office/period.ts'
import { OFFICIAL, playOf } from '../../offices/any.ts'
import { buildIfStale, DIST } from '../../program.ts'
import { papers } from './papers.ts'

const desk = mkdtempSync(join(tmpdir(), 'yaodian-new-office-'))
afterAll(() => rmSync(desk, { recursive: true }))
beforeAll(async () => {
  for (const [name, content] of await papers()) writeFileSync(join(desk, name), content)
  buildIfStale()
}, 240_000)

const OFFICE = join(desk, 'office')
const PLAN = join(OFFICE, 'plans/2026')
const ENV = {
  PATH: process.env['PATH'],
  PORT: '0',
  INIT_CWD: desk,
  NO_COLOR: '1',
  YAODIAN_DATA: OFFICE,
  YAODIAN_DB: join(desk, 'office.db'),
  YAODIAN_CHANNEL: 'webhook',
  WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
}

const yaodian = (args: readonly string[], lines: readonly string[] = []) =>
  spawnSync(process.execPath, [join(DIST, 'main.cli.js'), ...args], {
    encoding: 'utf8',
    env: ENV,
    input: lines.map((line) => `${line}\n`).join(''),
  })

/** What is typed at one sitting. */
const walk = (...lines: readonly string[]) => yaodian(['plan', 'new', '2026', '--walk'], lines)
const ENTER = ''

describe('a person walks from a paper to an office', { timeout: 240_000 }, () => {
  test('the goals of the year are proposed with their own words, last year’s are left out with the reason', () => {
    const { stdout, stderr } = walk('没有这个文件.docx', '要点.docx', ENTER, 'q')
    expect(stderr).toBe('')
    expect(stdout).toContain('请核对路径')
    expect(stdout).toMatch(/云制办〔2026〕3号　印发 2026-02-09/)
    const [proposed = '', left = ''] = stdout.split('没有列入的')
    expect(proposed).toMatch(/列为目标的 8 项/)
    expect(proposed).toMatch(/✓ 设备联网率80%.*\n.*“设备联网率达80%以上”/)
    expect(proposed).toMatch(/✓ 诉求办结率80%.*\n.*“诉求办结率达80%以上”/)
    expect(left).toMatch(/✗ .*数字车间85个.*是2025年的完成数/)
    expect(left).toMatch(/✗ .*9\.5%.*是2025年的完成数/)
    expect(stdout).toMatch(/先到这里：做完 2 步/)
    expect(existsSync(PLAN)).toBe(false)
    expect(readdirSync(join(OFFICE, 'plans'))).toEqual(['.2026'])
  })

  test('taken up again it goes on where it was left; what the paper leaves open is asked, nothing else', () => {
    const { stdout } = walk(ENTER, '1', '2 越低', '3 每季', ENTER, '市县.csv', 'q')
    expect(stdout).toMatch(/✓ 1 文件\n.*✓ 2 目标\n.*→ 3 逐项核对/)
    expect(stdout.match(/算序时进度/g)).toHaveLength(1)
    expect(stdout).toMatch(/“越低”看不懂，可以写：.*越低越好/)
    expect(stdout).toMatch(/3 处置低效企业.*每季/)
    expect(stdout).toMatch(/云泽省：3 个市、6 个县（市、区）；按日期不计：旧埠县/)
  })

  test('a table that does not add up is told by row and column, a roster by its line; mended, both are taken, and tried', () => {
    const { stdout } = walk(ENTER, '分解有误.xlsx', ENTER, '云制办〔2026〕5号', '分解.xlsx', ENTER, 'q')
    expect(stdout).toMatch(/B列“数字车间\(个\)”：望溪市数字车间任务50个，下级合计49个，要相等/)
    expect(stdout).toMatch(/9 个地方，5 项目标，各级合计都对得上/)
    const roster = walk(ENTER, '名册有误.csv', '名册.csv', 'q')
    expect(roster.stdout).toMatch(/第3行区域：没有“石桥县”这个地方/)
    expect(roster.stdout).toMatch(/10 人/)
    expect(roster.stdout).toMatch(/改动一处的问题150个，被骗0个/)
    expect(roster.stdout).toMatch(/首次提醒在2026年3月2日，发 6 条（现在没有发出）/)
    expect(roster.stdout).toMatch(/→ 柳一\n +柳汀区：.*未报.*数字车间/)
    expect(existsSync(PLAN)).toBe(false)
  })

  test('only at the end is the plan written, whole, and what was typed is gone', () => {
    const { status, stdout } = walk(ENTER, ENTER)
    expect(stdout).toMatch(/✓ 8 试一次催报/)
    expect(stdout).toContain(`YAODIAN_DATA=${OFFICE}`)
    expect(status).toBe(0)
    expect(readdirSync(PLAN).sort()).toEqual([
      'allocation.csv',
      'document.txt',
      'indicators.yaml',
      'plan.yaml',
      'schedule.yaml',
    ])
    expect(readdirSync(join(OFFICE, 'plans'))).toEqual(['2026'])
    expect(readFileSync(join(PLAN, 'allocation.csv'), 'utf8')).toMatch(/980221,澄湖县,15,30,0\.25,8,6/)
  })
})

describe('the office that was made', { timeout: 240_000 }, () => {
  test('has the paper’s goals and the places of its province, one called in full that its city would hide', () => {
    const { plan, regions } = loadOffice(dataOf(OFFICE))
    expect(plan.indicators.map(({ short, target }) => `${short} ${target.op} ${target.value}`)).toEqual([
      '数字车间 >= 120',
      '设备联网率 >= 80',
      '低效企业 = 240',
      '腾退企业用地 = 1.2',
      '专精特新企业 = 60',
      '诉求办结率 >= 80',
      '单位工业增加值能耗 fall -3',
      '节能改造项目 = 40',
    ])
    expect(regions.find('澄湖县')?.key).toBe('980221')
    expect(regions.mentioned('澄湖市和澄湖县').map(({ region }) => region.name)).toEqual(['澄湖市', '澄湖县'])
    expect(plan.indicators.find(({ short }) => short === '节能改造项目')?.pace).toMatchObject({
      steps: [{ on: '2026-06-30', share: '1' }],
    })
  })

  test('starts on its own data, answers from its paper, and plans the reminders of its people', async () => {
    expect(yaodian(['init']).status).toBe(0)
    expect(yaodian(['people', 'import', '名册.csv']).stdout).toContain('"added":10')
    expect(yaodian(['ask', '今年要新建多少个数字车间？']).stdout).toMatch(/120个[\s\S]*二（一）/)
    const planned = yaodian(['remind', '--dry-run', '--from', '2026-03-01', '--to', '2026-03-31']).stdout
    expect(planned).toMatch(/"person":"webhook:liu","region":"980102"/)
    const child = spawn(process.execPath, [join(DIST, 'main.node.js')], { env: ENV })
    let said = ''
    for (const pipe of [child.stdout, child.stderr])
      pipe.on('data', (text: Buffer) => {
        said += text
        if (said.includes('要点已启动')) child.kill('SIGTERM')
      })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(said).toContain('名册上 10 人')
  })

  test('takes a report, reminds whom nobody heard of, and tells the goal with its place in the paper', async () => {
    const play = playOf(dataOf(OFFICE))
    const { indicator, figure, reporter, silent, due, plan, period } = play
    const { says, until, hears } = await play.open(await freshStore())
    expect(await says(reporter.name, `/上报 ${indicator.short} ${figure}${indicator.unit}`)).toMatch(/^已记录/)
    expect(await says(reporter.name, '/零报告')).toMatch(/^已记录/)
    await until(`${due} 15:30`)
    const reminded = (who: string) =>
      hears(who).filter((one) => one.startsWith('请上报') && one.includes(periodName(period)))
    expect(reminded(silent.name).length).toBeGreaterThan(0)
    expect(reminded(reporter.name)).toEqual([])
    expect(await says(OFFICIAL, `${plan.indicators[0]?.short}的目标是多少？`)).toMatch(/120个[\s\S]*二（一）/)
  })
})

test('scripts go the whole way without a question', { timeout: 240_000 }, () => {
  const office = join(desk, 'scripted')
  const args = ['--office', office, '--from', '要点.docx', '--regions', '市县.csv', '--allocation', '分解.xlsx']
  const whole = yaodian([
    'plan',
    'new',
    '2026',
    '--yes',
    ...args,
    '--source',
    '云制办〔2026〕5号',
    '--roster',
    '名册.csv',
  ])
  expect(whole.stderr).toBe('')
  expect(whole.status).toBe(0)
  expect(loadOffice(dataOf(office)).plan.indicators).toHaveLength(8)
  const nowhere = spawnSync(process.execPath, [join(DIST, 'main.cli.js'), 'doctor'], {
    encoding: 'utf8',
    env: { ...ENV, YAODIAN_DATA: join(desk, 'mistyped') },
  })
  expect(nowhere.stdout + nowhere.stderr).toMatch(/mistyped/)
  const lacking = yaodian(['plan', 'new', '2026', '--yes', '--office', join(desk, 'lacking'), '--from', '要点.docx'])
  expect(lacking).toMatchObject({ status: 1, stderr: expect.stringContaining('--regions FILE') })
  expect(existsSync(join(desk, 'lacking/plans/2026'))).toBe(false)
})
