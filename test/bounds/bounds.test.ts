/**
 * No text stops the office: what reading one costs grows no faster than the text, and stays within a bound.
 *
 * Counted in steps of our own code, which are the same on every machine and in every run (instrument.ts). The night
 * tries thousands of pairs of text and border, a seed a night, and measures those that took most: in units of reading
 * that cost about a millisecond each where nothing else runs (unit.ts). What the engine itself does at cost beyond its
 * length, patterns above all, is held by patterns.test.ts and seen by the night's clock alone.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { casesOf } from '../generated.ts'
import { isLong } from '../size.ts'
import { climbed } from './climb.ts'
import { openDesk } from './desk.ts'
import { CLIMBED, CLIMBED_LINES, HOSTILE, HOSTILE_2, HOSTILE_3 } from './hostile.ts'
import { FLOOR, faultIn, judged, MOST_GROWN, MOST_ROWS, MOST_STEPS, STEPS_A_ROW, type Text } from './judge.ts'
import { Reader } from './measure.ts'
import { ASKERS, QUESTIONS } from './questions.ts'
import { repetition, spelled, WORDS } from './repetition.ts'
import { dataWords, KINDS, LONGEST, patternWords, type Repeated, shuffled, written } from './texts.ts'

const { note, areDocumented } = casesOf('test/bounds/bounds.test.ts')

/** Units beyond what an ordinary message costs for 6 000 characters, of a reader as of a whole message, command or press. */
const GOAL = 50
/**
 * A paper of 6 000 hostile characters is read for what it states once, when the first question comes near it; rows of a
 * file are people or figures. No message, and read in a thread of its own: bounded apart.
 */
const A_FILE = 300
const FILES = [
  ...['people', 'document', 'ask, of a document'],
  ...['a paper of Word', 'a paper in PDF', 'a workbook', 'a paper brought in', 'a file that is asked for'],
  // no message: at the back office, where it is cut off
  ...['a reply of a model', 'a reply of a model, as far as it has come'],
]
/** How many pairs the night draws, in all about twenty minutes of one core, for each that the day does. */
const NIGHT = 40
/** Of all pairs that the night has counted, those that it measures: the dearest, and some drawn, whose cost may be none that is counted. */
const MEASURED = 100
const DRAWN = 100
/** The day plays the same pairs each time, the night others. */
const SEED = isLong ? Math.floor(Date.now() / 86_400_000) : 20_261_129
const HANGING = 'a pattern that hangs'
const QUESTION = '，2017年要处置多少家僵尸企业？'

const counted = new Reader('counted')
const clock = new Reader()
let borders: readonly string[] = []
beforeAll(async () => {
  borders = (await counted.start()).filter((border) => border !== HANGING)
}, 180_000)
afterAll(() => {
  counted.stop()
  clock.stop()
})

type Pair = readonly [border: string, text: Text]

/** What was counted, for the night to measure what took most. */
const tried: { readonly pair: Pair; readonly steps: number }[] = []

const mostAt = (border: string): number => (FILES.includes(border) ? MOST_STEPS.file : MOST_STEPS.message)

/** What is wrong with reading a text of full length at a border. */
async function faultOf(pair: Pair): Promise<string | undefined> {
  const [border, text] = pair
  const { steps, fault } = await judged((one, few) => counted.steps(border, one, few), text, mostAt(border))
  tried.push({ pair, steps })
  return fault && `${border}, ${JSON.stringify(text(120))}: ${fault}`
}

/** As in an office, which is one: a process that has read at a hundred borders has a hundred offices to sweep. */
async function costAlone(border: string, text: string, enough: number) {
  const cost = await clock.cost(border, text, enough)
  if (cost.units <= enough) return cost
  const alone = new Reader()
  try {
    return await alone.cost(border, text, enough)
  } finally {
    alone.stop()
  }
}

const SPEAKERS = ['a message of a contact', 'a message of a city-coordinator', 'a message of a stranger']
const BEHIND = ['', '？', '、']
/** Who may ask for most, and who is answered from papers alone. */
const CLIMBERS = ['provincial-coordinator', 'contact', 'stranger'].map((who) => `a message of a ${who}`)
/** Of longer ones who answers from papers reads the two ends. */
const A_LINE = 490

/** All that data/ and the commands say: the language, its lexicons, names of plan, regions and people. */
async function everyWord(): Promise<string[]> {
  const { commands } = await openDesk()
  const names = ['regions', 'plans/2017/indicators.yaml', 'plans/2017/plan.yaml', 'demo/people.csv']
  return [
    ...new Set([
      ...dataWords(['lexicon.yaml', 'lexicon', 'language', ...names]),
      ...commands.flatMap(({ name, words }) => [name, ...words]),
      ...WORDS.flat(),
    ]),
  ]
}

/** A process that has heard so many is ended, and another takes its place: each keeps what it heard. */
const HEARD_BY_ONE = 5_000
/** The square of a half is a quarter of the whole's. */
const SQUARE = 4

/**
 * Of so many pairs those that are to be counted as the others are. The half of a text is read, once: where that takes a
 * quarter of the most, the whole takes no more than the most even if it grows as the square of its length. Else the
 * whole is read, once.
 */
async function suspects(pairs: readonly Pair[]): Promise<Pair[]> {
  const all: { readonly pair: Pair; readonly steps: number; readonly isSure: boolean }[] = []
  const left = pairs.values()
  const reading = async (reader: Reader): Promise<void> => {
    let heard = 0
    for (const pair of left) {
      all.push({ pair, ...(await foreseen(reader, pair)) })
      if (++heard % HEARD_BY_ONE === 0) reader.stop()
    }
    reader.stop()
  }
  await Promise.all([reading(new Reader('counted')), reading(new Reader('counted'))])
  const dearest = all.toSorted((a, b) => b.steps - a.steps).slice(0, isLong ? MEASURED : 1)
  return all.filter((one) => !one.isSure || dearest.includes(one)).map(({ pair }) => pair)
}

/** @returns what the whole takes at most, as far as is known */
async function foreseen(reader: Reader, [border, text]: Pair): Promise<{ steps: number; isSure: boolean }> {
  const half = await reader.firstSteps(border, text(LONGEST / 2))
  if (half.threw) return { steps: Infinity, isSure: false }
  if (half.steps * SQUARE <= mostAt(border)) return { steps: half.steps, isSure: true }
  const { steps, threw } = await reader.firstSteps(border, text(LONGEST))
  const hasGrown = steps > Math.max(half.steps, FLOOR / 2) * MOST_GROWN
  return { steps, isSure: !threw && !hasGrown && steps <= mostAt(border) }
}

async function faultsOf(pairs: readonly Pair[]): Promise<string[]> {
  const faults: string[] = []
  for (const pair of pairs) {
    const fault = await faultOf(pair)
    if (fault) faults.push(fault)
  }
  return faults
}

/** As many pairs of one of the texts and one of the borders as the day plays. */
function drawn(texts: readonly Text[], byDay: number): Pair[] {
  const pair = fc.tuple(fc.constantFrom(...borders), fc.constantFrom(...texts))
  note(byDay * NIGHT)
  return fc.sample(pair, { numRuns: isLong ? byDay * NIGHT : byDay, seed: SEED })
}

const repeated =
  (all: Repeated): Text =>
  (length) =>
    written(all, length)

const part = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom(...Object.values(KINDS).flat(), ...patternWords()),
)
const ends = fc.oneof(fc.constant(''), part, fc.constant(QUESTION), fc.constant('12家'), fc.constant('僵尸企业'))
const unit = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .map((all) => all.join(''))
  .filter(Boolean)
const anything = fc.record({ before: ends, unit, after: ends })

describe('texts that once stopped the office', () => {
  test.each([
    ['ask', '谢谢 twenty times before a question', '谢谢'.repeat(20) + QUESTION],
    ['ask', '谢谢 thirty times before a question', '谢谢'.repeat(30) + QUESTION],
    ['ask', '请你 twenty-five times', `${'请你'.repeat(25)}，僵尸企业，去年怎么样我忘了，今年要处置多少家`],
    ['parse', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
    ['a message of a contact', '1 500 blanks', `僵尸企业${' '.repeat(1_500)}12家`],
    ['a message of a contact', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
    ['ask, of a document', '达到 twenty-five times', `${'达到'.repeat(25)}，`],
    ['parse', 'a numeral of 6 000 characters', '一'.repeat(6_000)],
    ['a message of a contact', 'a ligature that stands for eighteen characters', 'ﷺ'.repeat(6_000)],
    ['a message of a contact', 'the same figure 850 times', '僵企3家，'.repeat(1_200)],
    ['a message of a contact', 'a denial 6 000 times, which looks back over its clause', '不'.repeat(6_000)],
    ['a message of a contact', 'a name 1 200 times, which looks back to the first', '僵尸qi业'.repeat(1_200)],
    ['a message of a contact', 'lines that may each head a table', '僵尸|高企\n'.repeat(850)],
    ['a message of a contact', 'a sign 6 000 times that stands for three', '…'.repeat(6_000)],
    ['a message of a contact', 'a row of months, each up to the next', '1月到2月至3月到4月-'.repeat(460)],
    ['a message of a contact', 'a row of days, each up to the next', '6月30日至7月1日至7月2日至'.repeat(375)],
    [
      'a message of a city-coordinator',
      'a place, then a text that is read again',
      `长兴县${'个转企3家户明天 '.repeat(599)}`,
    ],
    ['ask, of a document', 'corrections in a row', '不对，应为12家，更正为13家，'.repeat(375)],
    ['ask, of a document', 'units in turn', '12家13亩14万平方米15%16亿元'.repeat(315)],
    ['ask, of a document', 'numerals of 万 and 零', '三万零五百万零三千零'.repeat(600)],
  ])('%s: %s', async (border, _, text) => {
    expect(await faultOf([border, (length) => text.slice(0, length)])).toBeUndefined()
  })
})

/** Ten questions on all that is owed, late and corrected, in 42 characters: it held a desk for seven seconds. */
const OWED = '大家，还欠哪些个地方交得晚（修正，紫准不准'.repeat(300)

/** Of a message that reads the most: what is asked again and again of it, and behind it, is asked once. */
const MOST_ASKED = '全省各项指标年底能完成吗？哪些指标年底完不成？全省各项指标逐月走势？'.repeat(180)

describe('a message that asks of a year of figures of all counties', () => {
  test.each([
    [42, ['provincial-coordinator']],
    [250, ['official']],
    [500, ['contact']],
    [LONGEST, ['provincial-coordinator', 'official', 'contact']],
  ])(
    'again and again in %i characters is asked back which part it means',
    async (length, whoever) => {
      for (const who of whoever) {
        const { rows, steps } = await counted.firstSteps(`a message of a ${who}`, OWED.slice(0, length))
        expect(rows).toBeLessThan(100)
        expect(faultIn({ rows, steps }, MOST_STEPS.message)).toBeUndefined()
      }
    },
    1_800_000,
  )

  test('in three questions that each read the most reads one of them', async () => {
    for (const who of ['provincial-coordinator', 'official', 'contact']) {
      const { rows, steps } = await counted.steps(`a message of a ${who}`, MOST_ASKED.slice(0, 34))
      expect(rows).toBeGreaterThan(8_000)
      expect([rows < MOST_ROWS, steps < MOST_STEPS.question], `${steps.toFixed()} steps`).toEqual([true, true])
      expect(await faultOf([`a message of a ${who}`, (length) => MOST_ASKED.slice(0, length)])).toBeUndefined()
    }
  }, 1_800_000)

  test('who is not known reads none of them', async () => {
    expect((await counted.steps('a message of a stranger', OWED.slice(0, LONGEST))).rows).toBeLessThan(100)
  })

  test.each(Object.keys(QUESTIONS))(
    '%s takes no more than a question may',
    async (text) => {
      for (const who of ASKERS) {
        const { rows, steps, threw } = await counted.firstSteps(`a message of a ${who}`, text)
        const isMore = rows > MOST_ROWS || steps > MOST_STEPS.question
        expect({ who, threw, isMore }, `${steps.toFixed()} steps, ${rows} rows`).toEqual({ who, isMore: false })
      }
    },
    1_800_000,
  )

  test('climbed to by the clock takes no more than its length and its rows', async () => {
    expect(CLIMBED).toHaveLength(11)
    const pairs = CLIMBED.map(({ border, text }): Pair => [border, (length) => text.slice(0, length)])
    expect(pairs.filter(([border]) => !borders.includes(border))).toEqual([])
    expect(await faultsOf(pairs)).toEqual([])
  }, 1_800_000)
})

test.each(CLIMBED_LINES)('a line of chat that was climbed to takes no more than a line may: $text', async (line) => {
  expect(line.text.length).toBeLessThanOrEqual(A_LINE)
  const { steps, rows, threw } = await counted.steps(line.border, line.text)
  expect({ threw, fault: faultIn({ steps, rows }, MOST_STEPS.line) }).toEqual({})
})

describe('a table that is asked for', () => {
  test.each([
    [
      '各县每月完成率做成表格',
      '各月完成率拉个表',
      '单月完成比？拉个表',
      '全省每月各项完成率列成表',
      '拉个表单月完成比12家比？',
    ],
  ])('is named by the message, and nothing is read for it: %s, %s, %s, %s, %s', async (...texts) => {
    for (const text of texts) {
      const { steps, rows } = await counted.steps('a message of a provincial-coordinator', text)
      expect([rows < 100, steps < MOST_STEPS.question / 4], `${text}: ${steps.toFixed()} steps, ${rows} rows`).toEqual([
        true,
        true,
      ])
    }
  })

  test('is made of the whole province within what a file may take', async () => {
    for (const key of ['ledger/2017-11/330000', 'completion/2017-11/330000', 'ranking/2017-11/zombie-firms']) {
      const { steps, rows } = await counted.steps('a file that is asked for', key)
      expect(steps, key).toBeGreaterThan(30_000)
      expect(faultIn({ steps, rows }, MOST_STEPS.file), key).toBeUndefined()
    }
  })
})

/** As many texts are tried in one climb; the night climbs with a seed of its own. */
const TRIALS = isLong ? 250 : 12

describe.each([
  ['a line of chat', A_LINE, MOST_STEPS.line],
  ['a page', LONGEST, MOST_STEPS.message],
])('%s, climbed to by what takes most', (_, length, most) => {
  test.each(CLIMBERS)(
    '%s: no more than it may take',
    async (border) => {
      const filled = (unit: string): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
      // what is made on the first occasion is no text's doing
      for (const ordinary of [QUESTION, '各县排名']) await counted.steps(border, ordinary)
      const dearest = await climbed({
        ...{ seed: SEED, trials: TRIALS, words: WORDS.slice(0, -1).flat(), joiners: WORDS.at(-1) ?? [] },
        cost: (unit) => counted.firstSteps(border, filled(unit)),
        dear: ({ steps, rows }) => steps + rows * STEPS_A_ROW,
      })
      const { steps, rows, threw } = await counted.steps(border, filled(dearest.unit))
      console.log(`${border}, ${length}: ${steps.toFixed()} steps, ${rows} rows, ${JSON.stringify(dearest.unit)}`)
      tried.push({ pair: [border, (longest) => filled(dearest.unit).slice(0, longest)], steps })
      expect({ threw, fault: faultIn({ steps, rows }, most) }, dearest.unit).toEqual({})
    },
    3_600_000,
  )
})

/** A page for a county, as its city's coordinator pastes it: more figures than can be taken, or some that cannot. */
const PAGES: Readonly<Record<string, (at: number) => string>> = {
  'figures in sentences': (at) =>
    `僵尸企业、高企、标准厂房截至11月底累计完成${at + 1}家，其中园区内部分企业正在验收，请审阅并予指导`,
  'places and figures': (at) => `长兴县：僵尸企业${at}家，高企${at + 1}家，标准厂房${at}.2万平方米`,
  'figures below those that stand, and what is said of them': (at) =>
    ['僵尸企业1家', '高企2家'][at] ?? '请审阅并予指导，园区内部分企业正在验收',
  'figures put right': (at) => `报${at + 1}家还是按上次的，不对，改成高企，安吉县的也一样，余下的明天下午三点前补报`,
}

test.each(Object.entries(PAGES))(
  'a page of %s that is reported for a county is read once, as without a command',
  async (_, line) => {
    const page = Array.from({ length: 200 }, (_each, at) => line(at)).join('\n')
    const [plain = '', commanded = ''] = [page, `/代报 长兴县\n${page}`].map((text) => text.slice(0, LONGEST))
    const border = 'a message of a city-coordinator'
    const once = await counted.firstSteps(border, plain)
    const { steps } = await counted.firstSteps(border, commanded)
    expect(steps).toBeGreaterThan(300_000)
    expect(steps).toBeLessThan(once.steps * 1.3)
  },
)

test.each(['县经济没建', '县域经济没做完'])('%s, of no figure at all, fails nobody', async (text) => {
  for (const who of ['official', 'city-coordinator'])
    expect((await counted.firstSteps(`a message of a ${who}`, text)).threw).toBeUndefined()
})

describe('a text of 6 000 characters', () => {
  test('is counted at every border, and the same twice', async () => {
    expect(borders.length).toBeGreaterThanOrEqual(100)
    const text = '僵尸企业12家，湖州呢？'.repeat(400)
    const [once, again] = [await counted.steps('intent', text), await counted.steps('intent', text)]
    expect(once.steps).toBeGreaterThan(300_000)
    expect(again.steps).toBe(once.steps)
  })

  test.each(Object.entries(KINDS))(
    'of the %s, one of them or all in any order, takes no more than its length',
    async (_, units) => {
      const one = units.flatMap((unit) => ['', QUESTION].map((after) => repeated({ before: '', unit, after })))
      const all = Array.from(
        { length: 5 },
        (_each, seed): Text =>
          (length) =>
            `${shuffled(units, seed).slice(0, length - 3)}12家`,
      )
      expect(await faultsOf([...drawn(one, 4), ...drawn(all, 2)])).toEqual([])
    },
    1_800_000,
  )

  // By day one in eight, as many seconds as the drawn ones.
  test('of one unit of any kind, again and again, is understood in no more steps than its length', async () => {
    const units = Object.values(KINDS)
      .flat()
      .filter((_, at) => isLong || at % 8 === 3)
    expect(units.length).toBeGreaterThan(15)
    const pairs = ['湖州呢', ...units].map((unit): Pair => ['intent', repeated({ before: '', unit, after: '' })])
    expect(await faultsOf(pairs)).toEqual([])
  }, 1_800_000)

  test('of a word that the readers know takes no more than its length', async () => {
    const words = [...new Set([...patternWords(), ...dataWords()])]
    expect(words.length).toBeGreaterThan(4_000)
    const texts = words.map((unit) => repeated({ before: '', unit, after: QUESTION }))
    expect(await faultsOf(drawn(texts, 15))).toEqual([])
  }, 1_800_000)

  test('of any single word of the language takes no more than its length, whoever says it', async () => {
    const words = await everyWord()
    expect(words.length).toBeGreaterThan(7_000)
    const said = words.filter((_, at) => isLong || at % 2_500 === SEED % 2_500)
    const pairs = said.flatMap((word) =>
      BEHIND.flatMap((sign) =>
        SPEAKERS.map((who): Pair => [who, repeated({ before: '', unit: `${word}${sign}`, after: '' })]),
      ),
    )
    expect(await faultsOf(await suspects(pairs))).toEqual([])
  }, 7_200_000)

  test('of anything repeated between anything takes no more than its length', async () => {
    const texts = fc.sample(anything, { numRuns: 1_000, seed: SEED }).map(repeated)
    expect(await faultsOf(drawn(texts, 25))).toEqual([])
  }, 1_800_000)

  test('of fragments of the language, joined by whatever joins, takes no more than its length', async () => {
    expect(WORDS.flat().length).toBeGreaterThan(2_000)
    const texts = fc.sample(repetition, { numRuns: 4_000, seed: SEED }).map(
      (one): Text =>
        (length) =>
          spelled(one, length),
    )
    expect(await faultsOf(drawn(texts, 60))).toEqual([])
  }, 1_800_000)

  test('of the eighty by somebody who had not read the code takes no more than its length', async () => {
    expect(HOSTILE).toHaveLength(80)
    expect(Math.max(...HOSTILE.map((text) => text.length))).toBe(LONGEST)
    const texts = HOSTILE.map(
      (text): Text =>
        (length) =>
          text.slice(0, length),
    )
    expect(await faultsOf(drawn(texts, 45))).toEqual([])
  }, 1_800_000)

  // By day each border reads one of them, and each of them is read; the night has every border read all.
  test('of the forty and the twenty by others takes no more than its length, at every border', async () => {
    expect([HOSTILE_2.length, HOSTILE_3.length]).toEqual([40, 20])
    const texts = [...HOSTILE_2, ...HOSTILE_3].map(
      (text): Text =>
        (length) =>
          text.slice(0, length),
    )
    const pairs = borders.flatMap((border, at) =>
      texts.filter((_, nth) => isLong || nth === at % texts.length).map((text): Pair => [border, text]),
    )
    expect(pairs.length).toBeGreaterThanOrEqual(borders.length)
    expect(await faultsOf(pairs)).toEqual([])
  }, 3_600_000)
})

test.runIf(isLong)(
  'what took most steps of all, and what is drawn, takes no more time than that',
  async () => {
    const dearest = tried.toSorted((a, b) => b.steps - a.steps).slice(0, MEASURED)
    expect(dearest).toHaveLength(MEASURED)
    const others = fc.sample(fc.constantFrom(...tried), { numRuns: DRAWN, seed: SEED })
    const slow: string[] = []
    for (const { pair } of [...dearest, ...others]) {
      const [border, text] = pair
      const most = FILES.includes(border) ? A_FILE : GOAL
      const { units } = await costAlone(border, text(LONGEST), most)
      if (units > most) slow.push(`${border}, ${JSON.stringify(text(120))}: ${units.toFixed(0)} units`)
    }
    expect(slow).toEqual([])
  },
  1_800_000,
)

test('a text that hangs is cut off, and the next one is read', async () => {
  const slow = await counted.cost(HANGING, '谢'.repeat(40), GOAL, 1_000)
  expect(slow.units).toBe(Number.POSITIVE_INFINITY)
  const sound = await counted.cost('ask', '你好', GOAL)
  expect(sound.units).toBeLessThan(GOAL)
}, 60_000)

areDocumented()
