/** What the page sends, checked at the border. */
import { z } from 'zod'
import type { Account, Said } from '../../message/incoming.ts'
import type { Mine } from './transcript.ts'

/** Made by the browser, so that a second try of the same message is known as such. */
const id = z.string().regex(/^[\w-]{8,64}$/)
const account = z.string().min(1).max(100)
const key = z.string().max(300)

/** What the page posts: words, a press, a recall, a conversation that was opened. */
export const Posted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), id, account, text: z.string(), replyTo: key.optional() }),
  z.object({
    kind: z.literal('action'),
    id,
    account,
    command: z.string().max(100),
    values: z.record(z.string().max(100), z.string().max(20_000)),
    card: key.optional(),
    /** what the button said, for the transcript */
    label: z.string().max(200),
  }),
  z.object({ kind: z.literal('recall'), id, account, message: key }),
  z.object({ kind: z.literal('enter'), id, account }),
])
/** What the page posts when somebody says, presses, takes back or opens something. */
export type Posted = z.infer<typeof Posted>

/** The fields that come with an uploaded file. */
export const PostedFile = z.object({ id, account, name: z.string().min(1).max(255), replyTo: key.optional() })

/** To when the page wants the demo's clock moved. */
export const Destination = z.discriminatedUnion('to', [
  z.object({ to: z.literal('next-morning') }),
  z.object({ to: z.literal('next-deadline') }),
  z.object({ to: z.literal('day'), day: z.string() }),
])

/** Which account's messages the page has shown. */
export const Seen = z.object({ account })

/** What the page posted, in the office's terms. */
export function saidIn(posted: Posted): Said {
  switch (posted.kind) {
    case 'text':
      return { kind: 'text', text: posted.text }
    case 'action':
      return {
        kind: 'action',
        command: posted.command,
        values: posted.values,
        ...(posted.card === undefined ? {} : { card: posted.card }),
      }
    case 'recall':
      return { kind: 'recall', message: posted.message }
    case 'enter':
      return { kind: 'enter' }
  }
}

/** What the conversation shows of what was posted; undefined for what it does not show. */
export function shownOf(posted: Posted): Mine | undefined {
  switch (posted.kind) {
    case 'text':
      return { kind: 'text', text: posted.text }
    case 'action':
      return { kind: 'press', label: posted.label }
    case 'recall':
    case 'enter':
      return undefined
  }
}

/** An account as the page names it, unchecked: who it is is asked where it matters. */
export const asAccount = (text: string): Account => text as Account
