/** A line of report: what a press stands for that repeats one, and the place that it is for. */
import type { Asked, Outcome } from '../../message/command.ts'
import type { Pressed, Wire } from '../../message/input.ts'
import type { Waits } from '../../message/thread.ts'
import { indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { ReportPress, reportInput } from '../presses.ts'
import { filledIn } from '../read/lacking.ts'
import { contextOf } from '../read/read.ts'
import { forRegion, type Place } from '../read/region.ts'
import { ownRegions, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** The words, with what is meant in the place of what was typed. */
export function mended(
  { plan }: Pick<Ground, 'plan'>,
  { text = '', at = 0, typed, indicator, unit = '' }: ReportPress,
): string {
  if (typed === undefined) return text
  const put = indicator ? indicatorOf(plan, indicator).name : `${typed}${unit}`
  return `${text.slice(0, at)}${put}${text.slice(at + typed.length)}`
}

/** Goes on with the place. A line in which a meaning was pressed was said to this command for certain. */
export function forLine(
  asked: Asked,
  { typed, region }: Pressed<ReturnType<typeof reportInput>>,
  ground: Ground,
  word: string,
  then: (asked: Asked, place: Place) => Promise<Outcome>,
): Promise<Outcome> {
  // what was chosen in words is shown first, as what was said in words is
  const isPressed = asked.message.kind === 'action' && typed !== undefined
  const said: Asked = { ...asked, commanded: asked.commanded || isPressed }
  return forRegion(said, ground, word, (place) => then(said, place), region)
}

/** A line that lacked something, with what was said to it. */
export function filled(asked: Asked, waits: Waits, ground: Ground): Wire | undefined {
  const key = waits.values['region']
  const region = key === undefined ? ownRegions(asked.person)[0] : ground.regions.find(key)?.key
  const context = contextOf(ground, region ?? ground.regions.province.key, asked.now)
  const line = filledIn(asked, waits, context)
  const place = line?.['region'] as RegionKey | undefined
  // of a place that is not theirs it is a message of its own
  return place === undefined || standingFor(asked.person, place, ground.regions) ? line : undefined
}

/** What is only supposed to be said to this command is shown first, as what is doubtful in itself. */
export const orSupposed = (doubts: readonly string[], { supposed }: Asked): readonly string[] =>
  supposed && doubts.length === 0 ? [text.SUPPOSED] : doubts
