/** From a message to a question: what is asked, about what, and what it pins down. */
import type { Document } from '../../documents/index.ts'
import type { Regions } from '../../office/region.ts'
import { type Corpus, wordsOf } from '../evidence/corpus.ts'
import { chineseNumber, type Dimension, dimensionOf, type Figure, figuresIn } from '../words/figures.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { cleaned, flat } from '../words/normalise.ts'
import { type Kind, kindOf } from './answer-kind.ts'
import {
  type AttributeRef,
  attributesIn,
  datesIn,
  documentNumbersIn,
  type PlaceRef,
  placesIn,
  type Stretch,
  type YearRef,
  yearsIn,
} from './constraints.ts'
import { ASKS, focusOf } from './focus.ts'
import { agreedIn, type Detail, detailsIn } from './qualifiers.ts'
import { type SectionRef, sectionsIn } from './sections.ts'
import type { Speller } from './spelling.ts'
import { type Term, termsOf } from './terms.ts'
import { asksAfter, asksResult, asksSplit } from './unanswerable-intents.ts'

export interface Question {
  /** flat, mended, without the story around it */
  readonly text: string
  /** flat, as typed, with the story around it: what qualifies a claim may stand there */
  readonly whole: string
  readonly kind: Kind
  /** what it is about: telling words, without those that pin something down */
  readonly terms: readonly Term[]
  readonly years: readonly YearRef[]
  readonly places: readonly PlaceRef[]
  readonly sections: readonly SectionRef[]
  readonly attributes: readonly AttributeRef[]
  readonly numbers: readonly Stretch[]
  readonly amounts: readonly Figure[]
  readonly details: readonly Detail[]
  /** 多少隐患: a number of things, so a rate is no answer */
  readonly counts: boolean
  /** the unit in which the answer is wanted: 多少公顷 */
  readonly unit?: string
  readonly dimension?: Dimension
  /** what has been achieved, not what is aimed at */
  readonly result: boolean
  /** shares of cities, counties, months */
  readonly split: boolean
  /** what comes after some words of the document */
  readonly after: boolean
}

/** All that an asker knows before it is asked. */
export interface Knowledge {
  readonly corpus: Corpus
  readonly lexicon: Lexicon
  readonly speller: Speller
  readonly regions: Regions | undefined
}

const ASKED_UNIT =
  /(?:多少|几|百分之几|百分之多少|是|合|成|为|换算成|折合|折成|约|=|等于|相当于)(?:个)?([十百千万亿]*)(公顷|平方公里|平方千米|平方米|平米|㎡|m2|km2|亩|吨标准煤|吨标煤|吨|公斤|千克|美元|元|块钱|钱|家|户|个百分点|个点|百分点|人次|人|名|项(?!目)|个月|个工作日|天|年|倍|千瓦时|公里|立方米|立方|小时|分钟|分(?!之|钟|别)|台|套|座|辆|成)/
const SHARE =
  /占[^,，]{1,10}(?:多少|几)|百分之几|百分之多少|增速|增幅|涨幅|降幅|百分比|几个点|多少个点|多少个百分点|比例|比重|占比|增长率|下降率|(?:增长|上涨|涨|提高|提升|上升|增加|下降|降低|降|减少)(?:多少|几)/

/**
 * @param raw  as typed
 * @param base the year that 今年 means
 * @param inside label of the part that the conversation is in
 */
export function understand(raw: string, knowledge: Knowledge, base: number | undefined, inside?: string): Question {
  const { corpus, lexicon } = knowledge
  const { question, story } = focusOf(
    inChinese(translated(cleaned(raw).replace(/\bpart ?(\d+)/gi, '第$1部分'), lexicon), corpus),
  )
  const plain = inDocumentNumerals(inDigits(reworded(flat(question))), corpus)
  const text = knowledge.speller.mend(plain, kindOf(plain) === 'yesno')
  const roughly = termsOf(text, corpus, lexicon)
  const documents = corpus.documents
  const sections = firstSections(text, documents, inside)
  const years = yearsIn(text, base, corpus.holds)
  const numbers = documentNumbersIn(text)
  const amounts = figuresIn(text).filter(
    (figure) =>
      isAmount(figure, text, corpus, roughly) && !years.some((one) => figure.from < one.to && one.from < figure.to),
  )
  const attributes = attributesIn(text, lexicon).filter((one) => standsAlone(one, roughly))
  const asked = ASKED_UNIT.exec(text)
  const kind = kindWanted(text, attributes)
  // 我们县想定得更严，行不行: who asks, not where something holds.
  const places = placesIn(text, lexicon, knowledge.regions).filter(
    (one) => one.place.parent !== '' || !['yesno', 'how'].includes(kind),
  )
  const dimension = dimensionAsked(text, asked?.[2])
  const details = kind === 'yesno' ? [] : detailsIn(text, corpus.holds)
  const pinned: readonly Stretch[] = [
    ...agreedIn(text).filter((one) => !corpus.holds(one.text)),
    ...(kind === 'yesno' ? datesIn(text).filter((one) => !corpus.holds(one.text)) : []),
    ...sections,
    ...years,
    ...numbers,
    ...amounts,
    ...attributes.filter((one) => !corpus.holds(one.text)),
    ...places.filter((one) => !corpus.holds(one.place.name)),
  ]
  // Cut again around what is pinned down: a run of the document's words must not swallow a part of it.
  const own = termsOf(blanked(text, pinned), corpus, lexicon)
  const alone =
    own.some(
      (term) =>
        isTelling(term) &&
        !ITSELF.test(term.text) &&
        !(SELF.test(text) && /^(?:方案|办法|意见|要点|规定)$/.test(term.text)),
    ) ||
    (SELF.test(text) && !ASKS.test(story))
  const terms = alone ? own : [...own, ...fromStory(story, knowledge)]
  return {
    text,
    whole: flat(`${story}，${question}`),
    kind,
    terms: terms
      .map((term) => meant(term, knowledge))
      .filter(
        (term) =>
          term.weight > 0 &&
          !isUnitWord(term, asked, text, dimension) &&
          !ITSELF.test(term.text) &&
          !WHEN_SAID.test(term.text),
      ),
    years,
    places,
    sections,
    attributes,
    numbers,
    amounts,
    details:
      kind === 'yesno'
        ? []
        : [
            ...details,
            ...own
              .filter((term) => isWhatIsAsked(text)(term) || (kind === 'number' && isAcronym(term)))
              .map(theWordItself),
          ],
    ...(asked?.[2] && { unit: COUNTED.test(asked[2]) ? asked[2] : `${asked[1] ?? ''}${asked[2]}` }),
    ...(dimension && { dimension }),
    counts: COUNTS.test(text) || countsThings(text, own),
    result: asksResult(text),
    split: asksSplit(text),
    after: asksAfter(text),
  }
}

/** 牵头单位叫什么 asks for a body, not for what the words mean. */
function kindWanted(text: string, attributes: readonly AttributeRef[]): Kind {
  const kind = kindOf(text)
  const named = attributes.some((one) => one.attribute.who) && /(?:叫|是)(?:什么|啥|哪)/.test(text)
  return named && ['definition', 'how', 'list'].includes(kind) ? 'who' : kind
}

/** 要什么学历: a thing that no document knows, right behind 什么. */
const isWhatIsAsked =
  (text: string) =>
  (term: Term): boolean =>
    term.foreign && term.weight >= STRANGE && /(?:什么|啥样?的?|哪种|哪类|何种)$/.test(text.slice(0, term.from))

const STRANGE = 0.5

/** COD: letters that no document has. */
const isAcronym = (term: Term): boolean =>
  term.foreign &&
  /^[a-z]{3,5}$/.test(term.text) &&
  !/^(?:ppt|app|list|pls|the|what|how|num|task|goal|key)/.test(term.text)

const theWordItself = ({ text, from, to }: Term): Detail => ({
  text,
  from,
  to,
  agrees: (evidence) => evidence.includes(text),
})

/** 十加一 → 10+1 */
const inDigits = (text: string): string =>
  text.replace(
    /(?<![一二三四五六七八九十])([一二三四五六七八九十]+)加([一二三四五六七八九十]+)(?=[^多-])/g,
    (whole, a: string, b: string) => {
      const [first, second] = [chineseNumber(a), chineseNumber(b)]
      return first === undefined || second === undefined ? whole : `${first}+${second}`
    },
  )

/** Bookish and chatty turns in the form that is read below: 何为 → 什么是, 8w → 8万, 除了甲，还 → 还. */
const reworded = (text: string): string =>
  text
    .replace(/(?<=\d)w(?=[\u3400-\u9fff]|$)/g, '万')
    .replace(/[=＝]\??[?？](?=[十百千万亿]{0,2}[\u3400-\u9fff])/g, '是多少')
    .replace(/^何为/, '什么是')
    .replace(/(?:钱|资金|经费)(?:都|是)?从哪(?:里|儿|来|几块来|几块|些地方来|些渠道来)(?:来)?/, '资金来源')
    .replace(/(?:准备|带|交|递|提供|拿)(?:些|点|上)?(?:什么|啥|哪些)(?:东西|材料|资料)/, '提交哪些材料')
    .replace(/(?<=[对是错])[把巴八](?=[?？。]?$)/, '吧')
    .replace(/[?？](?=[十百千万亿]+(?:亩|吨|元|家|户|人|平方米|公顷))/g, '多少')
    .replace(/星期(?=[几一二三四五六日天]|$)|礼拜|(?<=每|一|本|上|下)星期/g, '周')
    .replace(/(?<=[几一二两三四五多少])回(?=$|[?？。,，])/g, '次')
    .replace(/(?<=有(?:哪些|什么|啥)(?:具体|主要)?)做法/, '措施')
    .replace(/本[\u3400-\u9fff]{1,4}所称的?/, '')
    .replace(/(?<=[\u3400-\u9fff]{4})为何(?=[?？。]?$)/, '是什么')
    .replace(/何(?=科室|部门|单位|机构|处室)/g, '哪个')
    .replace(/(每[^,，]{1,4}(?:几|多少))块(?!地)/, '$1元')
    .replace(/除了?[^,，]{1,12}(?:之?外)?[,，](?=还|又|另)/, '')

/** 2人2所 → 两人两所, where only that is what the documents have. */
const inDocumentNumerals = (text: string, { holds }: Corpus): string =>
  text.replace(/(?<![\d.+-])(\d{1,2})([\u3400-\u9fff])/g, (whole, digits: string, next: string) => {
    const forms = NUMERALS.get(Number(digits)) ?? []
    return holds(whole) ? whole : (forms.map((form) => form + next).find(holds) ?? whole)
  })

const NUMERALS: ReadonlyMap<number, readonly string[]> = new Map(
  [...'一二三四五六七八九十'].map((numeral, at) => [at + 1, at === 1 ? ['两', '二'] : [numeral]]),
)

/** Stray English verbs of chat, after the known ones are translated: no document word, no abbreviation. */
const inChinese = (text: string, { holds }: Corpus): string =>
  /[\u3400-\u9fff]{4}/.test(text)
    ? text.replace(/(?<![A-Za-z])[a-z]{4,}(?: [a-z]{2,})*(?![A-Za-z])/g, (word) => (holds(word) ? word : ' '))
    : text

/** English words of office chat, in Chinese; the longest first. */
function translated(text: string, lexicon: Lexicon): string {
  if (!/[a-z]{2}/i.test(text)) return text
  return [...lexicon.english]
    .sort((a, b) => b[0].length - a[0].length)
    .reduce((so, [english, chinese]) => so.replace(new RegExp(`(?<![a-z])${english}(?![a-z])`, 'gi'), chinese), text)
}

function firstSections(
  text: string,
  documents: readonly Document[],
  inside: string | undefined,
): readonly SectionRef[] {
  const all = documents.map((document) => sectionsIn(text, document, inside))
  return all.find((one) => one.some((ref) => ref.provision)) ?? all[0] ?? []
}

const isTelling = (term: Term): boolean => term.weight >= 0.3 && !term.foreign
const SELF = /(?:这|该|本|此)(?:个|份|篇)?(?:文件|通知|要点|文|办法|意见|方案)|^(?:文件|通知|要点)/

/** …处置僵尸企业的政策依据，记不住，能告诉我是哪个文号吗: the subject stands in the story. */
function fromStory(story: string, { corpus, lexicon, speller }: Knowledge): Term[] {
  if (!story) return []
  return termsOf(speller.mend(flat(story)), corpus, lexicon).filter((term) => isTelling(term) && term.weight >= 0.5)
}

/** 几个, 多少家: a rate or a sum of money is no answer. */
const COUNTS =
  /(?:几|多少)(?:个|家|项|种|条|所|座|处|批|台|套|户|名|位|辆|支|件)(?!百分点|点|月|工作日|小时|亿|万元|百分)/

/** A telling word right behind 多少 or 几. */
function countsThings(text: string, terms: readonly Term[]): boolean {
  const asked = /(?:多少|几)(?:个|家|项|种|名|条)?/.exec(text)
  return (
    asked !== null &&
    !SHARE.test(text) &&
    terms.some((term) => isTelling(term) && term.from === asked.index + asked[0].length)
  )
}

const COUNTED = /^(?:家|户|人|人次|名|项)$/

const blanked = (text: string, pinned: readonly (Stretch | Figure)[]): string =>
  pinned.reduce((so, { from, to }) => so.slice(0, from) + '/'.repeat(to - from) + so.slice(to), text)

/** 条件 asked as such is an attribute; inside a longer word of the documents, or across two of its words (管理|由), it is none. */
const standsAlone = (one: AttributeRef, terms: readonly Term[]): boolean =>
  !terms.some((term) => !term.foreign && term.weight > 0 && term.text.length >= 2 && cuts(term, one))

const cuts = (term: Term, one: AttributeRef): boolean =>
  (term.from <= one.from && one.to <= term.to && term.text.length > one.text.length) ||
  (term.from < one.from && one.from < term.to)

/** A figure that is no part of a name: 300家, not 四个 in 四个工作组. */
function isAmount(figure: Figure, text: string, corpus: Corpus, terms: readonly Term[]): boolean {
  if (/\d/.test(figure.text)) return true
  if (
    terms.some(
      (term) =>
        term.weight > 0 &&
        !term.foreign &&
        term.from <= figure.from &&
        figure.to <= term.to &&
        term.text.length > figure.text.length,
    )
  )
    return false
  const next = text.slice(figure.to, figure.to + 2)
  return (
    !(next.length === 2 && corpus.holds(figure.text + next)) &&
    !corpus.vocabulary.has(figure.text + next.slice(0, 1)) &&
    !/^一/.test(figure.text)
  )
}

function dimensionAsked(text: string, unit: string | undefined): Dimension | undefined {
  if (unit === '钱' || /(?:多少|几)(?:个|万|千|百)*亿(?:[啊呀呢了吧]|(?![\u3400-\u9fff]))/.test(text)) return 'money'
  if (unit) return dimensionOf(unit)
  if (/多少钱|几块钱|(?:金额|资金|经费|预算)(?:是|有|要|安排|需要|投入|总额|规模)?(?:多少|几)/.test(text))
    return 'money'
  if (/(?:时限|期限|周期|时长|工期|审批时间|办理时间)(?:各|都|分别)?(?:是|为|有)?(?:多少|多长)/.test(text))
    return 'time'
  if (/几年(?!级)|多少年|几个月|多少天|几天|几小时|几个小时|几个?工作日|几日(?!前)/.test(text)) return 'time'
  if (SHARE.test(text)) return 'share'
  if (/面积/.test(text)) return 'area'
  if (/多少人|人数|几个人/.test(text)) return 'people'
  return undefined
}

/** An unknown word that sounds like one of the documents (盘货 for 盘活), or shortens one (特镇 for 特色小镇) or two (体艺 for 体育、艺术). */
function meant(term: Term, { corpus, lexicon, speller }: Knowledge): Term {
  if (!term.foreign || term.weight < 0.3 || term.text.length !== 2 || /[一二三四五六七八九十]/.test(term.text))
    return term
  const heard = speller.heard(term.text)
  // 格式 is a word of its own, and does not mean 各市; what is written often or known to the lexicon may be misspelt.
  const isWord = wordsOf(term.text).length === 1
  const isLikely = heard && (!isWord || lexicon.synonyms.has(heard) || (corpus.vocabulary.get(heard) ?? 0) >= OFTEN)
  const likely = isLikely ? heard : undefined
  const known = likely ?? corpus.initials.get(term.text) ?? (term.merged && shortened(term.text, corpus))
  return known ? { ...term, forms: [known], foreign: false, weight: corpus.rarity(known) } : term
}

const OFTEN = 3

function shortened([first = '', last = '']: string, { vocabulary }: Corpus): string | undefined {
  return [...vocabulary.keys()]
    .filter((word) => word.length >= 3 && word.length <= 5 && word.startsWith(first) && word.endsWith(last))
    .sort((a, b) => a.length - b.length)[0]
}

/** 本方案 is the document at hand, whatever it says of itself. */
const ITSELF = /^(?:本|该|此|这个?|这份)(?:文件|通知|办法|方案|意见|要点|工作要点|规定|细则|计划)$/

/** 跟去年比: with what one compares. */
const WHEN_SAID = /^(?:去年|上年|前年|今年|明年|上年度)$/

const isUnitWord = (
  term: Term,
  asked: RegExpExecArray | null,
  text: string,
  dimension: Dimension | undefined,
): boolean =>
  (dimension === 'share' && /^(?:比例|百分比|比率)$/.test(term.text)) ||
  (asked !== null && term.from >= asked.index && term.to <= asked.index + asked[0].length) ||
  /^(?:万|亿|千|百)?(?:吨标煤|吨标准煤|公顷|平方米|平方公里|平方|m2|亩|家|户|吨|元|万人|万元|亿元)$/.test(term.text) ||
  (term.text === '面积' && text.includes('面积'))
