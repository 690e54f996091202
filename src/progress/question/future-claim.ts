/** 年底20万方能到吧: a figure said of a day to come is asked about, not reported. */
import { type Amount, amount, multiply, parseAmount } from '../../office/amount.ts'
import type { Indicator } from '../../office/plan.ts'

const REACH = '完成|达到?|到(?!底)|实现|成|超过?|破|赶上|拿下|冲|做|够'
const TO_COME =
  /年底|年末|年内|全年|年前|年终|12月|十二月|到时候?|(?:照|按).{0,8}(?:速度|进度|节奏|趋势|下去)|下个?月|月底/
const HOPES = new RegExp(
  `(?:能|会|可以|可能|应该|估计)(?:不能|够|不会)?.{0,8}(?:${REACH}).{0,12}(?:吧|吗|么|不|没|嘛|[?？])$|(?:${REACH}|完|赶|达)(?:得|不)(?:成|了|到|上|完).{0,4}$|(?:有戏|有希望|没问题|行|悬)(?:吧|吗|么|不|没)$`,
)
const REPORTING = /上?报(?!告)|登记|记(?:一下|上|录)|录入|填/

/** Whether a text asks if something will be reached. @param said in NFKC */
export const looksAhead = (said: string): boolean => TO_COME.test(said) && HOPES.test(said) && !REPORTING.test(said)

/** The figure that a question names for the year's end, in the base unit. */
export function claimedIn(
  words: string,
  { unit, otherUnits }: Pick<Indicator, 'unit' | 'otherUnits'>,
): Amount | undefined {
  const factors = new Map([[unit, amount(1)], ...otherUnits.map((one) => [one.unit, one.factor] as const)])
  const units = [...factors.keys()].sort((a, b) => b.length - a.length).join('|')
  const found = new RegExp(`(?<!\\d)(\\d+(?:\\.\\d+)?)(${units})`).exec(words)
  const value = parseAmount(found?.[1] ?? '')
  const factor = factors.get(found?.[2] ?? '')
  return value && factor && multiply(value, factor)
}
