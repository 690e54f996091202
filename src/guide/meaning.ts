/** 口径: what an indicator means, how it is counted, in which words the document sets it, until when it is reported. */

import { type Document, sentenceSaying } from '../documents/index.ts'
import { spansIn, type Utterance } from '../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Calendar } from '../office/calendar.ts'
import { dayOf } from '../office/day.ts'
import { dueText } from '../office/deadline.ts'
import { exampleName } from '../office/example.ts'
import { deadlinesOf, lastOver, ruleFor } from '../office/owed.ts'
import type { Indicator, IndicatorId, Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'
import { ownRegion } from '../office/scope.ts'
import type { Announced } from './announced.ts'
import { meaningInput } from './presses.ts'
import type { RulesPaper } from './rules/paper.ts'
import { articleCard } from './rules/text.ts'
import * as text from './text/meaning.ts'

interface MeaningOffice extends Announced {
  readonly plan: Plan
  readonly regions: Regions
  readonly calendar: Calendar
}

/**
 * /口径: what an indicator means, how it is counted and when it is reported; else the rule that a word is explained by
 * (累计, 完成率).
 * @param document the plan's own, quoted where it sets the goal
 * @param paper the rules of reporting
 */
export const meaningCommand = (office: MeaningOffice, document: Document | undefined, paper: RulesPaper): Command =>
  command({
    name: '口径',
    words: ['定义', '指标口径', 'definition'],
    right: { kind: 'anyone' },
    summary: '一项指标指什么、怎么算、何时报',
    help: { group: 'people', rank: 1, acts: ['define'], begins: true },
    example: () => `/口径 ${exampleName(office.plan.indicators)}`,
    intents: ['definition'],
    effect: 'reads',
    input: meaningInput(office.plan),
    run: (asked, pressed) => explain(asked, pressed.indicator, office, document, paper),
  })

async function explain(
  asked: Asked,
  chosen: IndicatorId | undefined,
  office: MeaningOffice,
  document: Document | undefined,
  paper: RulesPaper,
): Promise<Outcome> {
  const { plan } = office
  const pressed = plan.indicators.filter(({ id }) => id === chosen)
  const named = pressed.length > 0 ? pressed : indicatorsIn(asked.said(), plan)
  const [only, another] = named
  if (only && !another) return meaningOf(only, asked, office, document)
  if (another) return answer('clarify', text.whichMeaning(named))
  const found = paper.find(asked.text)
  if (found) return answer('answered', articleCard(paper, found, asked.text))
  const spoken = spokenOf(asked, plan)
  if (spoken) return meaningOf(spoken, asked, office, document)
  return answer('clarify', text.allMeanings(plan.indicators))
}

async function meaningOf(
  indicator: Indicator,
  asked: Asked,
  office: MeaningOffice,
  document: Document | undefined,
): Promise<Outcome> {
  const due = await dueOf(indicator, asked, office)
  const goal = document && sentenceSaying(document, indicator.section, indicator.target.wording)
  return answer('answered', text.meaningCard(indicator, office.plan, { sentence: goal?.text, ...due }))
}

/** Where none is named, the one indicator that was spoken of just before: 只算新建的吧. */
function spokenOf({ commanded, turns }: Asked, { indicators }: Plan): Indicator | undefined {
  const topic = commanded ? undefined : turns.at(-1)?.kept?.topic
  const [ids, another] = topic?.indicators ?? []
  return another || ids?.length !== 1 ? undefined : indicators.find(({ id }) => id === ids[0])
}

/** Those that the words name; 处置 alone counts here, since an indicator is waited for. */
function indicatorsIn(said: Utterance, { indicators }: Plan): Indicator[] {
  const spans = spansIn(said, 'indicator')
  const sure = spans.filter(({ latent }) => !latent)
  const ids = new Set<IndicatorId>((sure.length > 0 ? sure : spans).flatMap(({ found }) => found.ids))
  return indicators.filter(({ id }) => ids.has(id))
}

/** The period whose report is due now, and until when it is due in the asker's own place. */
async function dueOf(indicator: Indicator, { person, now, store }: Asked, office: MeaningOffice) {
  const { plan, regions, calendar } = office
  const over = lastOver(indicator, dayOf(now))
  const rule =
    ruleFor(plan, over) ?? plan.rules.find((one) => one.period === indicator.every && one.indicators.length > 0)
  const period = rule && (over < rule.from ? rule.from : rule.to !== undefined && over > rule.to ? rule.to : over)
  if (!rule || !period) return {}
  const deadline = deadlinesOf(office, await office.moves(store))(period, ownRegion(person, regions))
  if (!deadline) return { rule }
  const isOver = deadline.lastDay < dayOf(now)
  return { rule, period, due: { on: dueText(deadline, calendar), isOver } }
}
