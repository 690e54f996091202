/** A card that did not go through the assistant as text, in the words of its office. */
import { type Card, plainText } from '../src/message/card.ts'
import { levelled } from '../src/office/levels.ts'
import type { Regions } from '../src/office/region.ts'

export const wordsOf = (card: Card, { levels }: Regions): string => levelled(plainText(card), levels)
