/** The card while a model answers; the answer takes its place. */
import type { Card } from '../../message/card.ts'
import * as text from './text.ts'

export const lookingUpCard = (): Card => ({ title: text.LOOKING_UP, tone: 'info', blocks: [] })
