/** What the console is given by the composition root. */
import type { Account } from '../../message/incoming.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Hear } from '../inbound/index.ts'
import type { UploadedFiles } from './attachments.ts'
import type { Transcript } from './transcript.ts'

/** Somebody that one can be in the demo. */
export interface Persona {
  /** `console:changxing`; also the id of the private chat with the assistant */
  readonly account: Account
  /** 陈晓（长兴县） */
  readonly label: string
  /** as people read it: 县联系人, 未登记人员 */
  readonly role: string
  /** as people read it: 湖州市长兴县 */
  readonly region: string
}

/** A chip above the input: puts `text` into the input, or says it at once. */
export interface Suggestion {
  readonly label: string
  readonly text: string
  readonly atOnce?: boolean
  /** what it does: it stands in the palette that `/` opens, and is no chip */
  readonly about?: string
}

/** The demo's simulated time. */
export interface DemoClock {
  now(): Instant
  /**
   * Lets time pass: ticks on the way, delivers what falls due, `now()` following. Messages are stamped with `now()`
   * while they are delivered, so the clock stands at the tick's instant then.
   */
  move(to: Instant): Promise<void>
  /** the next instant at which a deadline runs out, after `now()`; undefined when the plan has none left */
  nextDeadline(): Promise<Instant | undefined>
  /** what kind of day it is, in one or two words: 工作日, 休息日, 调休上班, 劳动节 */
  describe(day: Day): string
}

/** What the source panel shows of a document; documents/document.ts fits it as it is. */
export interface Readable {
  readonly id: string
  readonly title: string
  readonly number?: string
  readonly text: string
  readonly provisions: readonly {
    readonly label: string
    readonly heading: string
    readonly span: { readonly from: number; readonly to: number }
  }[]
}

/** What the console is made of. */
export interface ConsoleOptions {
  /** takes in what somebody at the page did; its `reply`, where nothing could be stored, is shown at once and not kept */
  readonly hear: Hear
  readonly people: readonly Persona[]
  readonly clock: DemoClock
  /** the same one that `consoleChannel` writes to */
  readonly transcript: Transcript
  /** the same one that `consoleChannel` fetches from */
  readonly attachments: UploadedFiles
  /** what can be opened in the source panel now */
  readonly documents: () => Promise<readonly Readable[]>
  /** the chips of a person: commands that they may use */
  readonly suggestions: (account: Account) => Promise<readonly Suggestion[]>
  /** the page's files by name: `index.html`, `style.css`, …; on Node `readPage()` of page.node.ts */
  readonly page: ReadonlyMap<string, string>
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}
