/** The three diaries on the page, as wide as a phone: nothing on it is wider. */
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { consoleApp, consoleChannel, type Persona, Transcript, UploadedFiles } from '../../src/channels/console/app.ts'
import { readPage } from '../../src/channels/console/page.node.ts'
import type { Account } from '../../src/message/incoming.ts'
import { ROLE_NAMES } from '../../src/office/person.ts'
import { hoursUntil } from '../channels/hours.ts'
import { channelOffice } from '../channels/office.ts'
import { bulletinDay, contactsJune, coordinatorsWeek, type DiaryName, PEOPLE, type Played, START } from '../diaries.ts'
import { inBrowser } from './chromium.ts'
import { cardsOf } from './start.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const TOO_WIDE = `[...document.querySelectorAll('.messages *')]
  .filter((one) => !one.closest('.table > *, .hidden') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 200))`

const accountOf = (name: DiaryName): Account => `console:${name}` as Account

/** The invented office behind the page. */
async function pageOffice() {
  const store = await freshStore()
  const transcript = new Transcript(store)
  const attachments = new UploadedFiles()
  let now = (): ReturnType<typeof office.clock> => office.clock()
  const channel = consoleChannel({ transcript, attachments, now: () => now() })
  const office = channelOffice(store, () => [{ channel, showsReply: true }], { start: START })
  now = office.clock
  const people = await Promise.all(
    Object.entries(PEOPLE).map(async ([name, [role, region]]): Promise<Persona> => {
      const account = accountOf(name as DiaryName)
      await office.enlist(name, account, role, region)
      return { account, label: name, role: ROLE_NAMES[role], region }
    }),
  )
  const [messenger] = office.messengers
  if (!messenger) throw new Error('the page is a messenger')
  const app = consoleApp({
    hear: messenger.hear,
    people,
    clock: { now: office.clock, move: async () => {}, nextDeadline: async () => undefined, describe: () => '工作日' },
    transcript,
    attachments,
    documents: async () => [],
    suggestions: async () => [],
    page: readPage(),
    log: office.log,
  })
  const server = await new Promise<ServerType>((resolve) => {
    const opened = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(opened))
  })
  return { ...office, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

inBrowser('three diaries on a phone', (open) => {
  let office: Awaited<ReturnType<typeof pageOffice>>
  let page: Page
  let played: Played

  beforeEach(async () => {
    office = await pageOffice()
    page = await open(office.url, PHONE)
    let now = START
    /** Whose chat one sees, by the drawer of a narrow screen. */
    const become = async (who: DiaryName) => {
      if ((await page.locator('.talk-head').textContent())?.includes(who)) return
      await page.click('#open-people')
      await page.click(`[data-account="${accountOf(who)}"]`)
      await expect.poll(() => page.locator('.talk-head').textContent()).toContain(who)
      await page.waitForTimeout(300)
    }
    const last = async () => ((await cardsOf(page).last().textContent()) ?? '').replace(/^要要点：/, '')
    /** What the page shows once it has taken in what was said last. */
    const settled = async (before: number) => {
      await expect.poll(() => cardsOf(page).count(), { timeout: 10_000 }).toBeGreaterThanOrEqual(before)
      while (await office.delivered());
      await page.waitForTimeout(400)
      expect(await page.evaluate(TOO_WIDE)).toEqual([])
      return last()
    }
    played = {
      async heard(who) {
        await become(who)
        return settled(0)
      },
      async says(who, text) {
        await become(who)
        const before = await cardsOf(page).count()
        await page.fill('#input', text)
        await page.press('#input', 'Enter')
        return settled(before + 1)
      },
      async presses(who, label) {
        await become(who)
        await cardsOf(page)
          .getByRole('button', { name: new RegExp(`^${label}`) })
          .last()
          .click()
        const dialog = page.locator('#confirm-yes')
        if (await dialog.isVisible()) await dialog.click()
        return settled(0)
      },
      async until(time) {
        for (const hour of hoursUntil(now, time)) await office.tickAt(hour)
        now = time
      },
    }
  })
  afterEach(() => void office?.server.close())

  test('a contact’s June takes a few lines and no slash', () => contactsJune(played))
  test('a city coordinator’s first week of July: who is missing, a reminder, a return', () => coordinatorsWeek(played))
  test('the province’s day of the 通报: reviews pressed, figures received, issued with what is missing said', () =>
    bulletinDay(played))
})
