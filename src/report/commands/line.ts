/** A line of report: what a press stands for that repeats one, and the place that it is for. */
import type { Asked, Outcome } from '../../message/command.ts'
import type { Pressed } from '../../message/input.ts'
import { indicatorOf } from '../../office/plan.ts'
import type { ReportPress, reportInput } from '../presses.ts'
import { forRegion, type Place } from '../read/region.ts'
import type { Ground } from '../rules/weigh.ts'

/** The words, with what is meant in the place of what was typed. */
export function mended(
  { plan }: Pick<Ground, 'plan'>,
  { text = '', at = 0, typed, indicator, unit = '' }: ReportPress,
): string {
  if (typed === undefined) return text
  const put = indicator ? indicatorOf(plan, indicator).name : `${typed}${unit}`
  return `${text.slice(0, at)}${put}${text.slice(at + typed.length)}`
}

/** Goes on with the place. A line in which a meaning was chosen was said to this command for certain. */
export function forLine(
  asked: Asked,
  { typed, region }: Pressed<ReturnType<typeof reportInput>>,
  ground: Ground,
  word: string,
  then: (asked: Asked, place: Place) => Promise<Outcome>,
): Promise<Outcome> {
  const said: Asked = { ...asked, commanded: asked.commanded || typed !== undefined }
  return forRegion(said, ground, word, (place) => then(said, place), region)
}
