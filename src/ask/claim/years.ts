/** The years that a text speaks of; 2000立方米, 2018家 and 1900亿元 are none. */
import { yearsStated } from '../question/constraints.ts'
import { quantitiesIn } from './quantity.ts'

/** @param text flat */
export function yearsNamed(text: string): number[] {
  const counted = quantitiesIn(text).map((one) => Number.parseInt(one.text, 10))
  return [...yearsStated(text)].filter((year) => text.includes(`${year}年`) || !counted.includes(year))
}
