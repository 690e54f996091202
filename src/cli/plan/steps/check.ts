/** 7: near misses made from the paper, and whether the assistant takes one for true. */

import { openAsker } from '../../../asker.ts'
import { readDocument } from '../../../documents/index.ts'
import { drawn, nearCasesOf, scoreNear } from '../../../evaluation/near.ts'
import { nearLines } from '../../../evaluation/near-text.ts'
import * as pc from '../../colour.ts'
import type { Making } from '../making.ts'

/** So many are asked: seconds, not minutes. `yaodian verify` asks all. */
const MOST = 150
const TRUE_SHARE = 5
/** Of what fooled it so many are shown. */
const SHOWN = 12

/**
 * Loads the plan as it would stand and asks questions of its paper that change one detail: how often they fool is shown.
 */
export async function checkStep(making: Making): Promise<void> {
  const split = await making.split()
  const office = await making.officeWith(split)
  const goals = office.plan.indicators.map(({ target }) => target.wording)
  const document = readDocument(office.plan.text, { id: String(making.year), goals })
  const asker = openAsker(office, await making.files(split), [document])
  const cases = nearCasesOf(document)
  const near = drawn(
    cases.filter(({ field }) => field),
    MOST,
    1,
  )
  const claims = drawn(
    cases.filter(({ field }) => !field),
    Math.ceil(MOST / TRUE_SHARE),
    1,
  )
  const score = scoreNear([...near, ...claims], asker)
  const [summary = '', ...lines] = nearLines(document.title, score)
  making.terminal.say(score.fooled.length ? pc.yellow(`  ${summary}`) : pc.green(`  ${summary}`))
  for (const line of lines.slice(0, SHOWN)) making.terminal.say(`  ${line}`)
}
