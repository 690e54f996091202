/** The whole office behind the page, started as README tells: asks, reports, undoes, and is reminded. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildIfStale, ROOT } from '../program.ts'
import { inBrowser } from './chromium.ts'
import { ask, become, cardsOf, START_MS, type Started, start } from './start.ts'

inBrowser('a conversation with the whole office', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-'))
  let office: Started
  let page: Page

  beforeAll(async () => {
    buildIfStale()
    office = await start(ROOT, folder)
    page = await open(office.url)
  }, START_MS + 20_000)
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.error(office.said().split('\n').slice(-20).join('\n'))
  })
  afterAll(() => {
    office?.process.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  const cards = () => cardsOf(page)
  const be = (who: RegExp) => become(page, who)
  const say = (text: string) => ask(page, text)

  test('an official asks and reads 300家 with its source, which opens in place', async () => {
    await be(/官员/)
    const answer = await say('2017年要处置多少家僵尸企业？')
    expect(answer).toMatch(/300\s*家/)
    expect(answer).toContain('二（三）')
    await cards()
      .last()
      .getByRole('button', { name: /在原文中查看/ })
      .first()
      .click()
    const marked = page.getByRole('complementary').locator('mark')
    expect(await marked.first().textContent()).toMatch(/僵尸企业/)
    await page.keyboard.press('Escape')
  })

  test('长兴县 reports a figure, sees it echoed, undoes it and reports again', async () => {
    await be(/长兴县/)
    const report = '/上报 僵尸企业 12家 截至 2017-06-30'
    expect(await say(report)).toMatch(/僵尸企业[\s\S]*12/)
    await cards().last().getByRole('button', { name: '撤销' }).click()
    const dialog = page.getByRole('dialog')
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => cards().last().textContent()).toMatch(/已撤[销回]/)
    expect(await say(report)).toMatch(/僵尸企业[\s\S]*12/)
  })

  test('past the deadline the county that has not reported is reminded, and the one that has is not', async () => {
    const reminders = async (): Promise<string[]> =>
      (await cards().getByRole('heading').allTextContents()).filter((title) => /请上报.*2017年6月/.test(title))
    await be(/长兴县/)
    expect(await say('/零报告')).not.toMatch(/没有记录/)
    const before = await reminders()
    expect(before).not.toEqual([])
    await be(/义乌市/)
    const beforeThere = await reminders()
    await page.getByRole('button', { name: /到下一个截止日/ }).click()
    await page.getByText(/时间到了/).waitFor({ timeout: 50_000 })
    await page.getByText('2017年7月5日 周三').waitFor()
    expect((await reminders()).length).toBeGreaterThan(beforeThere.length)
    await be(/长兴县/)
    expect(await reminders()).toEqual(before)
  })
})
