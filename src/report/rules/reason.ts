/** A reason that is said to be one. */
import { marksIn, spansIn, type Utterance } from '../../language/index.ts'
import { withoutLeading } from '../../office/bounds.ts'

const JOINTS = [' ', ':', '：', '，', ',', '是', '写']

/**
 * 原因：设备上月才到, 因为雨季停工: the words behind what announces a reason, where a message begins with it: on cards they
 * stand behind the word themselves. Undefined where none is announced, or something is asked.
 */
export function reasonGiven(said: Utterance): string | undefined {
  const announced = [
    ...marksIn(said, 'because'),
    ...spansIn(said, 'measure').filter(({ found }) => found.measure === 'reason'),
  ].find(({ at }) => at === 0)
  if (!announced || spansIn(said, 'ask').length > 0) return undefined
  return withoutLeading(said.raw.slice(announced.end), JOINTS).trim() || undefined
}
