/** 更正: replaces a figure, before or after its review; what was locked is asked for. Both values are kept. */

import { spansIn } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { exampleIndicator } from '../../office/example.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { mine } from '../drafts.ts'
import type { Item } from '../item.ts'
import { reportInput } from '../presses.ts'
import { orSupposed, understand } from '../read/read.ts'
import { forRegion, placed, type Saying } from '../read/region.ts'
import { lastReceipt } from '../recent.ts'
import { record, settingOf } from '../record.ts'
import { REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { edit } from './edit.ts'

/**
 * /更正: replaces a figure on record by a new one; the old stays in the ledger. After a review, and after the lock, a
 * reason is required.
 */
export const correctCommand = (ground: Ground): Command =>
  command({
    name: '更正',
    words: ['订正', 'correct'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '更正已报的数，原数保留；已审核的须写原因',
    help: { group: 'reporting', rank: 4, acts: ['correct'], begins: '修改' },
    example: () => {
      const first = exampleIndicator(ground.plan.indicators)
      return `/更正 ${first?.short ?? ''} 15${first?.unit ?? ''} 备注 漏报3${first?.unit ?? ''}`
    },
    intents: ['correct'],
    effect: 'drafts',
    input: reportInput(ground),
    fills: (asked, waits) => placed(asked, waits, ground),
    run: (asked, pressed) =>
      saysNothingNew(asked)
        ? edit(asked, {}, ground)
        : forRegion(asked, ground, { command: '更正', pressed: pressed.region }, (it) =>
            correct(it, pressed.pieced !== undefined),
          ),
  })

/** 我报错了: what is right was not said, so it is asked with what was recorded. */
const saysNothingNew = (asked: Asked): boolean =>
  asked.message.kind === 'text' && !asked.commanded && spansIn(asked.said(), 'amount').length === 0

async function correct(it: Saying, isPieced: boolean): Promise<Outcome> {
  const { asked, ground, rest } = it
  if (rest.trim() === '') return answer('asked', text.correctWhat(correctCommand(ground)))
  const setting = await settingOf(it)
  if (!setting) return answer('refused', text.noRight('更正', undefined, REPORTERS))
  const read = await understand(it, 'correct')
  // 比如我报了10家其实是8家: of nothing on record nothing is to be put right
  const isNothing = 'status' in read || read.items.length === 0
  if (isNothing && !asked.commanded && !(await lastReceipt(asked))) return answer('empty', text.nothingToEdit())
  // 有一栋还没竣工: tells something beside what waits
  const drafts = 'status' in read && !asked.commanded ? await mine(asked) : []
  if (drafts.length > 0) return answer('clarify', waitingList(ground, drafts))
  if ('status' in read) return read
  const doubts = orSupposed([...read.doubts, ...(isPieced ? [text.PIECED] : [])], asked)
  const reason = reasonIn(rest, read.items)
  return record(setting, { ...read, correcting: true, doubts, ...(reason && { reason }) })
}

/** What stands after 备注 or 原因 is why it is corrected. */
const reasonIn = (said: string, items: readonly Item[]): string | undefined =>
  /(?:备注|原因|理由|因为|由于)[:：\s]*(\S[\s\S]*)$/.exec(said)?.[1]?.trim() ?? items.find((one) => one.note)?.note
