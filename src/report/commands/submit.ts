/** 上报: one line of chat, or a pasted table; by a coordinator for a county it is a 代报 and says so. */

import { spansIn, supposesFigure } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { exampleFigures } from '../../office/example.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Region } from '../../office/region.ts'
import { partedIn } from '../item.ts'
import { reportInput } from '../presses.ts'
import { looksLikeReport } from '../read/context.ts'
import { goingOn } from '../read/going-on.ts'
import { orSupposed, readAnew, understand } from '../read/read.ts'
import { forRegion, placed, type Saying } from '../read/region.ts'
import { record, settingOf } from '../record.ts'
import { COORDINATORS, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { saidToDrafts } from '../said/to-drafts.ts'
import { saidToReceipt } from '../said/to-receipt.ts'
import { unsettled } from '../said/unsettled.ts'
import * as text from '../text.ts'
import { fillCard } from './form.ts'

/**
 * /上报: a line of chat with figures becomes ledger entries, a draft where something has to be confirmed, or a
 * question. Without figures it shows the form.
 */
export const submitCommand = (ground: Ground): Command =>
  command({
    name: '上报',
    words: ['报', '报送', 'report'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '上报进度，一条可报多项；不带内容时给出表单',
    help: { group: 'reporting', rank: 1, acts: ['report'], begins: '填报' },
    example: () => `/上报 ${exampleFigures(ground.plan.indicators)}`,
    intents: ['report'],
    effect: 'drafts',
    claims: (asked) => looksLikeReport(asked, ground),
    input: reportInput(ground),
    fills: (asked, waits) => placed(asked, waits, ground),
    continues: async (asked) => {
      // 如果再加3家排第几: asked of what stands open, and no change of it
      if (supposesFigure(asked.said())) return undefined
      const going = () => goesOn(asked, ground)
      return (await saidToDrafts({ asked, ground }, going)) ?? (await going()) ?? saidToReceipt({ asked, ground })
    },
    unsettled: (asked) => unsettled({ asked, ground }),
    run: (asked, pressed) => submitted(asked, pressed, ground, '上报'),
  })

/** /代报: as 上报, by a coordinator for a county below; the entry bears that it was (代报). */
export const proxyCommand = (ground: Ground): Command =>
  command({
    name: '代报',
    words: [],
    right: { kind: 'role', roles: COORDINATORS },
    summary: `协调员代某${LEVEL.county}上报，台账注明代报`,
    help: { group: 'reviewing', rank: 8 },
    example: (region) => `/代报 ${region} ${exampleFigures(ground.plan.indicators)}`,
    input: reportInput(ground),
    fills: (asked, waits) => placed(asked, waits, ground),
    run: (asked, pressed) => submitted(asked, pressed, ground, '代报'),
  })

/** A figure and a question in one: only the sender knows which is meant. */
const ASKS = /[?？]|[吗呢]\s*$|多少|什么|哪/

type Submitted = Pressed<ReturnType<typeof reportInput>>

const submitted = (asked: Asked, pressed: Submitted, ground: Ground, word: string): Promise<Outcome> =>
  forRegion(asked, ground, { command: word, pressed: pressed.region }, (it) => submit(it, pressed))

async function submit(it: Saying, pressed: Submitted): Promise<Outcome> {
  const { asked, ground, region, rest } = it
  // whether it is a report was asked before
  const isChosen = pressed.text !== undefined
  if (rest.trim() === '') return answer('asked', await fillCard(it))
  if (!isChosen && !asked.commanded && ASKS.test(asked.text)) return answer('clarify', text.reportOrAsk(asked.text))
  const beside = ground.regions.mentioned(asked.text).map((one) => one.region.key)
  const [setting, read] = await Promise.all([settingOf(it, { beside }), understand(it)])
  if (!setting) return answer('refused', text.noRight('上报', undefined, REPORTERS))
  if ('status' in read) {
    const other = read.status === 'unread' ? anotherIn(it) : undefined
    return other ? answer('other-region', text.otherRegion(other, ground.regions.get(region))) : read
  }
  const doubts = orSupposed([...read.doubts, ...(pressed.pieced ? [text.PIECED] : [])], asked)
  return record({ ...setting, words: () => readAnew(it) }, { ...read, doubts })
}

/** 把安吉的也报一下 处僵3家: a place that is spoken of, and for which one may not report; in the words as they were read just now: a page is not read twice. */
const anotherIn = (it: Saying): Region | undefined => {
  const { asked, region } = it
  const { regions } = it.ground
  return spansIn(asked.isDense?.() ? asked.said() : readAnew(it), 'region')
    .map(({ found }) => regions.get(found.key))
    .find(({ key }) => key !== region && !standingFor(asked.person, key, regions))
}

/** 那六月报3家: what is not said stands as it did before, is marked so, and waits for a yes. */
async function goesOn(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const going = asked.person && (await goingOn({ asked, ground }))
  if (!going) return undefined
  const { region, rows, doubts, assumed, isMore } = going
  const setting = await settingOf({ asked, ground, region })
  if (!setting) return answer('refused', text.noRight('上报', ground.regions.get(region), REPORTERS))
  return record(setting, {
    region,
    ...partedIn(rows),
    correcting: false,
    doubts: [...doubts, ...(assumed.length > 0 ? [text.assumed(assumed)] : [])],
    ...(isMore && { increments: 'more' }),
  })
}
