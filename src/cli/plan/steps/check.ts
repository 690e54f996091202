/** 7: near misses made from the paper, and whether the assistant takes one for true. */
import { openAsker } from '../../../composition/asker.ts'
import { readDocument } from '../../../documents/index.ts'
import { scorePaper } from '../../../evaluation/near.ts'
import { nearLines } from '../../../evaluation/near-text.ts'
import { good, type Look, plain, warn } from '../ask.ts'
import type { Making } from '../making.ts'

/** So many are asked: seconds, not minutes. `yaodian verify` asks all. */
const MOST = 150
/** Of what fooled it so many are shown. */
const SHOWN = 12

/**
 * Loads the plan as it would stand, asks questions of its paper that change one detail, and shows how often they
 * fool.
 */
export async function checkLook(making: Making): Promise<Look> {
  const split = await making.split()
  const office = await making.officeWith(split)
  const goals = office.plan.indicators.map(({ target }) => target.wording)
  const document = readDocument(office.plan.text, { id: String(making.year), goals })
  const asker = openAsker(office, await making.files(split), [document])
  const score = scorePaper(document, asker, MOST, 1)
  const [summary = '', ...lines] = nearLines(document.title, score)
  const shown = lines.slice(0, SHOWN).map(plain)
  return { shown: [score.fooled.length ? warn(summary) : good(summary), ...shown], asks: [] }
}
