/** A headless Chromium of the system, for the tests that look at the page as a person does. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FOUND = [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path))
const HOW = 'apt-get install chromium fonts-noto-cjk'

// Without these Chromium talks to its maker's hosts at every start; without a sandbox it runs as root too.
const FLAGS = [
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run',
  '--disable-background-networking --disable-component-update --disable-sync --lang=zh-CN',
].flatMap((line) => line.split(' '))

/** A page of its own in a fresh profile, on a wide screen unless told otherwise; closed with the test, or the tests, that opened it. */
export type Open = (url: string, options?: BrowserContextOptions) => Promise<Page>

/**
 * Tests that need a browser. Where there is none they are left out, and the run says which and how to add them;
 * in CI that is a failure.
 */
export function inBrowser(part: string, tests: (open: Open) => void): void {
  if (FOUND === undefined) {
    const left = `left out: ${part}; no Chromium here. To run it: ${HOW}`
    if (process.env['CI']) test(left, () => expect(FOUND, HOW).toBeDefined())
    else {
      console.warn(left)
      test.skip(left)
    }
    return
  }
  describe(part, { timeout: 60_000 }, () => {
    const contexts: BrowserContext[] = []
    let before = 0
    const closeFrom = (first: number) => Promise.all(contexts.splice(first).map((one) => one.close()))
    beforeEach(() => {
      before = contexts.length
    })
    afterEach(() => closeFrom(before))
    afterAll(() => closeFrom(0))
    tests(async (url, options) => {
      const context = await (await theBrowser()).newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'zh-CN',
        // Not the office's zone, so that a time shown in the browser's own would be seen.
        timezoneId: 'America/New_York',
        ...options,
      })
      contexts.push(context)
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      await page.goto(url)
      return page
    })
  })
}

/** One for all files of a process: it ends with that. */
let browser: Promise<Browser> | undefined
function theBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: FOUND ?? '', args: FLAGS })
  return browser
}
