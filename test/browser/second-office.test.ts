/** Another province's office as it would be set up: our program, and its own files in `data/` in place of ours. */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { namesIn } from '../names.ts'
import { buildIfStale, ROOT } from '../program.ts'
import { inBrowser } from './chromium.ts'
import { ask, become, cardsOf, START_MS, type Started, start } from './start.ts'

const OWN = join(ROOT, 'test/fixtures/offices/lanhai')
/** What belongs to one office alone; the rest of `data/` is the language, everybody's. */
const OFFICE = ['regions', 'plans', 'calendar', 'demo']

const CAST = [/厅里贺同志/, /云峤甘工/, /岚州傅科/, /省办祁处/]

/** Our program, in which nothing but these folders of `data/` is another's. */
function installed(): string {
  const root = mkdtempSync(join(tmpdir(), 'yaodian-second-'))
  for (const path of ['dist', 'prompts', 'data', 'package.json'])
    cpSync(join(ROOT, path), join(root, path), { recursive: true, filter: (from) => !from.endsWith('.map') })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  for (const folder of OFFICE) {
    rmSync(join(root, 'data', folder), { recursive: true })
    cpSync(join(OWN, folder), join(root, 'data', folder), { recursive: true })
  }
  return root
}

inBrowser('the page of another province’s office', (open) => {
  let root = ''
  let office: Started
  let page: Page

  beforeAll(async () => {
    buildIfStale()
    root = installed()
    office = await start(root, root)
    page = await open(office.url)
  }, START_MS + 20_000)
  afterAll(() => {
    office?.process.kill()
    if (root) rmSync(root, { recursive: true, force: true })
  })

  const be = (who: RegExp) => become(page, who)
  const say = (text: string) => ask(page, text)
  /** All cards that the page shows to whoever one is, and what stands around them. */
  const expectOwnWords = async () => {
    const shown = (await page.locator('body').textContent()) ?? ''
    expect(shown).toMatch(/云峤|澜海/)
    expect(namesIn(shown)).toEqual([])
  }
  const reminders = async () =>
    (await cardsOf(page).getByRole('heading').allTextContents()).filter((title) => /请上报.*2026年6月/.test(title))

  test('an official asks its paper, a county reports, its city reviews, the province sees the bulletin', async () => {
    await be(/厅里贺同志/)
    expect(await say('修复滨海湿地的目标是多少')).toMatch(/3\.6\s*万亩[\s\S]*五（一）/)
    await expectOwnWords()
    await be(/云峤甘工/)
    expect(await say('海藻基地 6个 截至6月30日')).toMatch(/已记录：云峤区/)
    expect(await say('/帮助')).toMatch(/海藻基地/)
    await expectOwnWords()
    await be(/岚州傅科/)
    expect(await say('岚州哪些县还没报')).toMatch(/石渡/)
    expect(await say('/通过 云峤区 确认')).toMatch(/已通过/)
    await expectOwnWords()
    await be(/省办祁处/)
    expect(await say('/通报')).toMatch(/碧海行动/)
    await expectOwnWords()
  }, 60_000)

  test('at the deadline of its own calendar its counties are reminded, and its coordinators told who is missing', async () => {
    await be(/云峤甘工/)
    const before = await reminders()
    await page.getByRole('button', { name: /到下一个截止日/ }).click()
    await page.getByText(/时间到了/).waitFor({ timeout: 50_000 })
    // the 8th, moved to the working day before it
    await page.getByText('2026年7月7日 周二').waitFor()
    expect((await reminders()).length).toBeGreaterThan(before.length)
    await be(/岚州傅科/)
    expect(await cardsOf(page).last().textContent()).toMatch(/石渡/)
    for (const who of CAST) {
      await be(who)
      await expectOwnWords()
    }
  }, 90_000)
})
