/** Who may have a command done for 柳泉县 (in 澄州市): everybody else is refused, changes nothing and hears who grants it. */
import { expect, test } from 'vitest'
import { chat, type Heard, type Who } from '../report/chat.ts'

export type Chat = Awaited<ReturnType<typeof chat>>

/** Everybody there is, and the people who stand for them. */
export const WHO = {
  official: '官员',
  'own contact': '柳泉',
  "other county's contact": '苇渡',
  "own city's coordinator": '澄州',
  "other city's coordinator": '鹭州',
  'provincial coordinator': '省办',
  admin: '管理员',
  unlisted: '路人',
} as const satisfies Readonly<Record<string, Who>>

export type Asker = keyof typeof WHO
export const ASKERS = Object.keys(WHO) as Asker[]

/** Everything that a command may have changed. */
const traces = async ({ store }: Chat) =>
  Promise.all(
    ['ledger', 'cell', 'draft', 'draft_end', 'evidence', 'post', 'binding', 'binding_end'].map(
      async (table) => (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n,
    ),
  )

const REFUSED = ['refused', 'forbidden', 'other-region']

/**
 * @param command its name
 * @param allowed who may; none else
 * @param done    has it done by one of them, in a situation in which only the right decides; what others do in it first
 *                is theirs
 */
export function rightsContract(
  command: string,
  allowed: readonly Asker[],
  done: (c: Chat, who: Who) => Promise<Heard>,
): void {
  test.each(ASKERS.map((asker) => [asker, allowed.includes(asker)] as const))(
    `${command} by %s: %s`,
    async (asker, may) => {
      const c = await chat()
      const who = WHO[asker]
      let before: unknown
      // The situation is built by others inside `done`; what the asker himself changed is what comes after it.
      const watched: Chat = {
        ...c,
        says: async (by, text) => watch(by, () => c.says(by, text)),
        send: async (by, said, replyTo) => watch(by, () => c.send(by, said, replyTo)),
        sends: async (by, name, content, replyTo) => watch(by, () => c.sends(by, name, content, replyTo)),
        recalls: async (by, message) => watch(by, () => c.recalls(by, message)),
      }
      async function watch(by: Who, run: () => Promise<Heard>): Promise<Heard> {
        if (by === who) before = await traces(c)
        return run()
      }
      const heard = await done(watched, who)
      expect(!REFUSED.includes(heard.status), heard.text).toBe(may)
      if (may) return
      expect(await traces(c)).toEqual(before)
      expect(heard.text).toMatch(/需要.*身份|不能报/s)
      expect(heard.text).toMatch(/市协调员|管理员/)
    },
  )
}
