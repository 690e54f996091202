/** What every messenger must do, from the platform's side: the whole office answers behind it. Each one's test calls this. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import type { Toast } from '../../src/channels/inbound/index.ts'
import { say } from '../../src/message/card.ts'
import type { Account } from '../../src/message/incoming.ts'
import { MINUTE_MS } from '../../src/office/day.ts'
import { sql } from '../../src/store/index.ts'
import type { ChannelOffice } from '../channels/office.ts'

/** Somebody at the platform. */
export interface Member {
  readonly account: Account
}

/** A platform with the office behind it; every act resolves when it is answered and what follows is delivered. */
export interface Rig {
  readonly office: ChannelOffice
  readonly channel: Channel
  /** somebody new, on no roster */
  member(name: string): Promise<Member>
  /** @param twice the platform delivers it twice @returns its id there */
  says(who: Member, text: string, twice?: boolean): Promise<string>
  /** What the assistant shows somebody, the oldest first, as it stands now. */
  sees(who: Member): Promise<readonly string[]>
  /** Finds the newest button that is shown with such words. @returns presses it, however the card stands by then */
  button(who: Member, label: RegExp): Promise<() => Promise<Toast | undefined>>
  /** Fills in the newest form that has an input of such a label (its beginning), and submits it. */
  submits(who: Member, label: string, value: string): Promise<Toast | undefined>
  sendsFile(who: Member, name: string, content: Uint8Array): Promise<void>
  recalls(who: Member, message: string): Promise<void>
  /** The recall of a message comes, and only then the message. */
  recallsUnheard(who: Member, text: string): Promise<void>
  /** Where the platform tells who left. @returns has it tell of the same leaving once more, as hours later */
  leaves?(who: Member): Promise<() => Promise<void>>
  /** The next so many messages are refused for the moment. */
  refuses(times: number): void
  close(): Promise<void> | void
}

const REPORT = '/上报 老旧木厂 12家'
const QUESTION = '2017年要处置多少家老旧木厂？'
const PDF = new TextEncoder().encode('%PDF-1.4 证明')

/**
 * @param open a platform on which nobody has spoken, with an empty office behind it on 2017-07-03
 * @param can what not every platform can: to tell who left the company. The console has nobody who could tell it, its
 * people are who stands in the roster; there, as anywhere, somebody ends when another takes over, or by the roster
 */
export function channelContract(name: string, open: () => Promise<Rig>, can: { readonly tellWhoLeft: boolean }): void {
  const opened: Rig[] = []
  afterEach(async () => {
    for (const rig of opened.splice(0)) await rig.close()
  })
  const rigged = async (): Promise<Rig> => {
    const rig = await open()
    opened.push(rig)
    return rig
  }
  const contactOf = async (rig: Rig, person: string, region: string): Promise<Member> => {
    const member = await rig.member(person)
    await rig.office.enlist(person, member.account, 'contact', region)
    return member
  }
  const figures = async ({ office }: Rig) =>
    (await office.store.all('SELECT figure FROM cell WHERE figure IS NOT NULL')).map(({ figure }) => String(figure))

  describe(`the channel contract: ${name}`, () => {
    test('a text is answered once, even when it is delivered twice', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, REPORT, true)
      expect(await rig.office.count('ledger')).toBe(1)
      expect(await rig.sees(contact)).toEqual([expect.stringContaining('12家')])
    })

    test('of two people who speak at once each has the own answer', async () => {
      const rig = await rigged()
      const one = await contactOf(rig, '张敏', '柳泉县')
      const other = await contactOf(rig, '李强', '竹坞县')
      await Promise.all([rig.says(one, REPORT), rig.says(other, '/上报 老旧木厂 2家')])
      expect(await rig.sees(one)).toEqual([expect.stringMatching(/柳泉县[\s\S]*12家/)])
      expect(await rig.sees(other)).toEqual([expect.stringMatching(/竹坞县[\s\S]*2家/)])
      expect(await rig.office.count('ledger')).toBe(2)
    })

    test('what one person says in a row is taken in its order', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, '/帮助')
      rig.office.hold(300)
      // one after the other, and each before the one before it is answered: what sets out at once may arrive in any order
      await Promise.all(
        [11, 12, 13].map(async (firms, at) => {
          await setTimeout(at * 80)
          await rig.says(contact, `/上报 老旧木厂 ${firms}家`)
        }),
      )
      const recorded = await rig.office.store.all('SELECT cumulative FROM ledger ORDER BY sequence')
      expect(recorded.map(({ cumulative }) => String(cumulative))).toEqual(['11', '12', '13'])
      expect((await rig.sees(contact)).slice(1)).toHaveLength(3)
    })

    test('a press takes effect, and who pressed is told at once', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, REPORT)
      expect(await figures(rig)).toHaveLength(1)
      const undo = await rig.button(contact, /撤/)
      expect(await undo()).toMatchObject({ tone: 'success', text: expect.stringMatching(/撤/) })
      expect(await figures(rig)).toHaveLength(0)
    })

    test('a press of a card that no longer holds changes nothing, and says so', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      const city = await rig.member('李科')
      await rig.office.enlist('李科', city.account, 'city-coordinator', '澄州市')
      await rig.says(contact, REPORT)
      await rig.says(city, '/审核')
      const pass = await rig.button(city, /全部通过/)
      expect((await pass())?.tone).toBe('success')
      const late = await pass()
      expect(late?.tone).toBe('warning')
      expect(late?.text.length).toBeGreaterThan(5)
      expect(await rig.office.count('ledger', "act = 'accept'")).toBe(1)
    })

    test('a form comes back with what was entered', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, '/填报')
      expect((await rig.submits(contact, '老旧木厂', '12'))?.tone).toBe('success')
      expect(await figures(rig)).toHaveLength(1)
      expect((await rig.sees(contact)).join('\n')).toContain('12家')
    })

    test('a file is fetched and kept with the update that it follows', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, REPORT)
      await rig.sendsFile(contact, '证明.pdf', PDF)
      expect(await rig.office.count('evidence')).toBe(1)
      expect((await rig.sees(contact)).at(-1)).toContain('证明.pdf')
    })

    test('of an answer that grows the whole is left, under the same key or said anew', async () => {
      const rig = await rigged()
      const { account } = await contactOf(rig, '张敏', '柳泉县')
      const { channel } = rig
      const first = await channel.send({ key: 'a', account, card: say('正在查阅…'), grows: true, urgent: false })
      if (!first.ok) throw new Error(first.error)
      await channel.grow?.(first.message, '2017年要处置', 1)
      expect((await rig.sees({ account })).length).toBe(1)
      const whole = { key: 'a:whole', account, card: say('2017年要处置63家。'), urgent: false }
      expect(await channel.send({ ...whole, replaces: first.message })).toMatchObject({ ok: true })
      const shown = await rig.sees({ account })
      expect(shown.at(-1)).toContain('2017年要处置63家。')
      expect(shown.length).toBeLessThanOrEqual(2)
    })

    test('a message that names one which is gone is said anew', async () => {
      const rig = await rigged()
      const { account } = await contactOf(rig, '张敏', '柳泉县')
      const sent = await rig.channel.send({ key: 'b', account, card: say('更正'), replaces: 'gone', urgent: false })
      expect(sent.ok).toBe(true)
      expect(await rig.sees({ account })).toEqual([expect.stringContaining('更正')])
    })

    test('the same delivery twice is shown once', async () => {
      const rig = await rigged()
      const { account } = await contactOf(rig, '张敏', '柳泉县')
      const delivery = { key: 'c', account, card: say('提醒', '请上报'), urgent: false }
      expect(await rig.channel.send(delivery)).toEqual(await rig.channel.send(delivery))
      expect(await rig.sees({ account })).toHaveLength(1)
    })

    test('what the platform refuses for the moment is delivered later, once', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      rig.refuses(1)
      await rig.says(contact, REPORT)
      expect(await rig.sees(contact)).toEqual([])
      expect(await rig.office.store.all('SELECT state, attempts FROM outbox')).toEqual([
        { state: 'queued', attempts: 1 },
      ])
      await rig.office.pass(10 * MINUTE_MS)
      await rig.office.pass(10 * MINUTE_MS)
      expect(await rig.sees(contact)).toEqual([expect.stringContaining('12家')])
    })

    test('a message that is taken back takes its figure with it', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      const message = await rig.says(contact, REPORT)
      expect(await figures(rig)).toHaveLength(1)
      await rig.recalls(contact, message)
      expect(await figures(rig)).toHaveLength(0)
    })

    test('a message that was taken back before it came is not handled', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.recallsUnheard(contact, REPORT)
      expect(await rig.office.count('ledger')).toBe(0)
      expect(await rig.sees(contact)).toEqual([])
      // The same words, not taken back, are recorded.
      await rig.says(contact, REPORT)
      expect(await rig.office.count('ledger')).toBe(1)
    })

    test('who is not on the roster asks, and reports nothing', async () => {
      const rig = await rigged()
      const stranger = await rig.member('访客')
      await rig.says(stranger, QUESTION)
      expect((await rig.sees(stranger)).at(-1)).toContain('63家')
      await rig.says(stranger, REPORT)
      expect(await rig.sees(stranger)).toHaveLength(2)
      expect((await rig.sees(stranger)).at(-1)).toMatch(/绑定|登记/)
      expect(await rig.office.count('ledger')).toBe(0)
    })

    test('whom somebody took over from has no rights any more, whether or not the platform tells who leaves', async () => {
      const rig = await rigged()
      const before = await contactOf(rig, '张敏', '柳泉县')
      const city = await rig.member('李科')
      await rig.office.enlist('李科', city.account, 'city-coordinator', '澄州市')
      const after = await rig.member('李强')
      await rig.says(after, '/交接 柳泉县 李强')
      const pass = await rig.button(city, /^通过$/)
      expect((await pass())?.tone).toBe('success')
      expect(await rig.office.count('person', 'left_at IS NOT NULL')).toBe(1)
      await rig.says(before, REPORT)
      expect(await rig.office.count('ledger')).toBe(0)
      await rig.says(after, REPORT)
      expect(await rig.office.count('ledger')).toBe(1)
    })

    test.runIf(can.tellWhoLeft)('who left the company has no rights any more', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      await rig.says(contact, REPORT)
      expect(await rig.office.count('ledger')).toBe(1)
      await rig.leaves?.(contact)
      expect(await rig.office.count('person', 'left_at IS NOT NULL')).toBe(1)
      await rig.says(contact, '/上报 老旧木厂 13家')
      expect(await rig.office.count('ledger')).toBe(1)
    })

    test.runIf(can.tellWhoLeft)('who left, came back and is told of once more has the rights again', async () => {
      const rig = await rigged()
      const contact = await contactOf(rig, '张敏', '柳泉县')
      const again = await rig.leaves?.(contact)
      expect(await rig.office.count('person', 'left_at IS NOT NULL')).toBe(1)
      await rig.office.store.commit([sql('UPDATE person SET left_at = NULL')])
      await again?.()
      expect(await rig.office.count('person', 'left_at IS NOT NULL')).toBe(0)
      await rig.says(contact, REPORT)
      expect(await rig.office.count('ledger')).toBe(1)
    })
  })
}
