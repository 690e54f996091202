/** A new office made in the browser of a phone's width: from a paper and a sheet to an office that starts. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { dataOf } from '../../src/composition/data.node.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { papers } from '../cli/new-office/papers.ts'
import { buildIfStale, DIST, freePort } from '../program.ts'
import { inBrowser } from './chromium.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const NASTY = '<img src=x onerror="document.title=\'hacked\'">'

inBrowser('the page of a new plan', (open) => {
  const desk = mkdtempSync(join(tmpdir(), 'yaodian-plan-page-'))
  const office = join(desk, 'office')
  const environment = {
    ...process.env,
    INIT_CWD: desk,
    YAODIAN_DATA: office,
    YAODIAN_DB: join(desk, 'office.db'),
    YAODIAN_CHANNEL: 'webhook',
    WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  }
  let walk: { readonly child: ChildProcess; readonly url: string; readonly said: () => string }
  let page: Page

  /** `yaodian plan new 2026 --page`, until its address is there. */
  async function begun(): Promise<typeof walk> {
    const port = await freePort()
    const child = spawn(process.execPath, [join(DIST, 'main.cli.js'), 'plan', 'new', '2026', '--page'], {
      env: { ...environment, PORT: String(port) },
    })
    let said = ''
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => (said += chunk))
    await vi.waitFor(() => expect(said).toContain(`http://localhost:${port}`), { timeout: 20_000 })
    return { child, url: `http://127.0.0.1:${port}/`, said: () => said }
  }

  beforeAll(async () => {
    buildIfStale()
    for (const [name, content] of await papers()) writeFileSync(join(desk, name), content)
    walk = await begun()
  }, 120_000)
  beforeEach(async () => {
    page = await open(walk.url, PHONE)
  })
  afterAll(() => {
    walk?.child.kill()
    rmSync(desk, { recursive: true, force: true })
  })

  const step = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor({ timeout: 30_000 })
  const next = async () => {
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('.sheet:not([aria-busy])').waitFor({ timeout: 40_000 })
  }
  const give = (name: string, file: string) =>
    page.locator(`[data-ask="${name}"] input[type=file]`).setInputFiles(join(desk, file))
  const goal = (name: string) => page.getByRole('region', { name })
  const expectNarrow = async () => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)

  test('the paper’s goals are ticked beside their own sentences, last year’s are not, and what they are is shown as text', async () => {
    await step('文件')
    await next()
    await page.getByText('请选一个文件').waitFor()
    await page
      .locator('[data-ask=paper] input[type=file]')
      .setInputFiles({ name: NASTY, mimeType: 'text/plain', buffer: Buffer.from(`关于${NASTY}的通知\n一、天气\n好。`) })
    await next()
    await page.getByText('没有读到带数的目标').waitFor()
    await give('paper', '要点.docx')
    await next()
    await step('目标')
    await expectNarrow()
    await page.getByText('设备联网率达80%以上').waitFor()
    expect(await page.locator('.tick input:checked').count()).toBe(8)
    await page.getByText(/没有列入的 \d+ 项/).click()
    expect(await page.locator('.tick', { hasText: '数字车间85个' }).textContent()).toMatch(/是2025年的完成数/)
    expect(await page.locator('main img').count()).toBe(0)
    await next()
  })

  test('what the paper leaves open is asked; unit, direction, kind and schedule are there to be changed', async () => {
    await step('逐项核对')
    await page.getByText('6月30日前，怎么算序时进度').waitFor()
    await next()
    await goal('低效企业').getByText('改', { exact: true }).click()
    await goal('低效企业').getByLabel('报送').selectOption('每季')
    await goal('低效企业').getByLabel('单位').fill('3户')
    await expectNarrow()
    await next()
    await page.getByText('“3户”不像单位').waitFor()
    await goal('低效企业').getByLabel('单位').fill('家')
    await next()
    await step('市县名单')
  })

  test('left and taken up again it is where it was, with the copies of what was given', async () => {
    walk.child.kill('SIGINT')
    await expect.poll(walk.said).toContain('先到这里：做完 3 步')
    walk = await begun()
    page = await open(walk.url, PHONE)
    await step('市县名单')
    await page.getByRole('button', { name: /逐项核对/ }).click()
    await step('逐项核对')
    expect(await goal('低效企业').getByLabel('报送').inputValue()).toBe('quarter')
    await next()
    await step('市县名单')
    await page.getByText('没有文件，直接粘贴名单').click()
    await page.getByLabel('没有文件，直接粘贴名单').fill('望溪市：柳汀区、柳汀区')
    await next()
    await page.getByText('柳汀区写了两次').waitFor()
    await give('regions', '市县.csv')
    await next()
    await page.getByText('云泽省：3 个市、6 个县（市、区）；按日期不计：旧埠县').waitFor()
  })

  test('a table that does not add up and a roster with a stranger are told by their place; mended, both are tried', async () => {
    await step('任务分解')
    await give('split', '分解有误.xlsx')
    await next()
    await page.locator('[data-ask=source] input').fill('云制办〔2026〕5号')
    await next()
    await page.getByText('下级合计49个，要相等').waitFor()
    await give('split', '分解.xlsx')
    await next()
    await step('名册')
    await give('roster', '名册有误.csv')
    await next()
    await page.getByText('没有“石桥县”这个地方').waitFor()
    await give('roster', '名册.csv')
    await next()
    await page.getByText(/改动一处的问题\d+个，被骗0个/).waitFor({ timeout: 40_000 })
    await next()
    await page.getByText(/首次提醒在2026年3月2日，发 6 条/).waitFor({ timeout: 40_000 })
    await page.getByText('→ 柳一').waitFor()
    await expectNarrow()
    expect(existsSync(join(office, 'plans/2026'))).toBe(false)
    await next()
  })

  test('written, it is an office that starts', async () => {
    await page.getByRole('button', { name: '写入' }).click()
    await step('写好了')
    await expect.poll(() => walk.child.exitCode, { timeout: 10_000 }).toBe(0)
    const { plan } = loadOffice(dataOf(office))
    expect(plan.indicators.map(({ short, every }) => `${short} ${every}`)).toContain('低效企业 quarter')
    expect(plan.indicators).toHaveLength(8)
    for (const args of [['init'], ['people', 'import', '名册.csv']])
      expect(spawnSync(process.execPath, [join(DIST, 'main.cli.js'), ...args], { env: environment }).status).toBe(0)
    const child = spawn(process.execPath, [join(DIST, 'main.node.js')], { env: { ...environment, PORT: '0' } })
    let said = ''
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => (said += chunk))
    await expect.poll(() => said, { timeout: 30_000 }).toContain('名册上 10 人')
    child.kill('SIGTERM')
    await expect.poll(() => child.exitCode, { timeout: 10_000 }).toBe(0)
  })
})
