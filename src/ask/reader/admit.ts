/** Which questions a model is asked: all but those that need no reading. */

import type { Reason } from '../answer/outcome.ts'
import type { Answer } from '../index.ts'

const GUARDED: readonly Reason[] = ['injection', 'advice', 'privacy', 'smalltalk']

/** @param answer found without it */
export const isForModel = ({ reason }: Answer): boolean => !GUARDED.includes(reason)
