/** What a text says a word means. */
export interface Definition {
  readonly term: string
  readonly meaning: string
}

const CALLED = /(?:本|这)[^，。；]{2,12}?(?:所称|中)的?([^，。；]{2,30}?)，?(?:是|系)?指([^。]{4,300})/g
const MEANS = /(?:^|[。；，])([^，。；]{2,24}?)，?(?:是指|系指|即指)([^。]{4,300})/g
const SHORT = /([^，。；、：（）()]{2,40})[（(](?:以下|下)(?:统称|简称|称)(?:为)?[“"]?([^“”"）)《》]{2,20})[”"]?[）)]/g
/** 《甲办法》（乙〔2023〕88号，以下简称《办法》） */
const TITLED = /《([^《》]{2,60})》[（(][^（）()]{0,40}?以?下(?:统称|简称|称)(?:为)?[“"《]?([^“”"）)《》]{2,20})/g
/** “百千万”工程，即…; 千人工程，即… at the start */
const NAMELY = /(?:(“[^“”]{2,20}”[^，。；“”]{0,8})|^(?![这该其此])([^，。；：]{3,20}))，即([^。]{6,300})/g

/**
 * The terms that a text defines, with their meaning as worded: 本办法所称甲，是指…; “甲”，即…; 以下简称《甲》. By these
 * forms, within one in the text's order. None where it defines nothing.
 */
export function definitionsIn(text: string): Definition[] {
  const called = [...text.matchAll(CALLED)].map((match) => ({ term: nameOf(match[1]), meaning: match[2] ?? '' }))
  const means =
    called.length || !text.includes('指')
      ? []
      : [...text.matchAll(MEANS)].map((match) => ({ term: nameOf(match[1]), meaning: match[2] ?? '' }))
  const namely = text.includes('，即')
    ? [...text.matchAll(NAMELY)].map((match) => ({
        term: nameOf(match[1] ?? match[2]),
        meaning: (match[3] ?? '').replace(/[；，]$/, ''),
      }))
    : []
  const titled = text.includes('称')
    ? [...text.matchAll(TITLED)].map((match) => ({ term: match[2] ?? '', meaning: match[1] ?? '' }))
    : []
  const short = text.includes('称')
    ? [...text.matchAll(SHORT)].map((match) => ({
        term: match[2] ?? '',
        meaning: (match[1] ?? '').replace(/^.*所称/, ''),
      }))
    : []
  return [
    ...called,
    ...means,
    ...namely,
    ...titled,
    ...short.filter(({ term }) => titled.every((one) => one.term !== term)),
  ]
}

/** The term alone: without 以下简称 in brackets, and without quotation marks around all of it. */
const nameOf = (text: string | undefined): string =>
  (text ?? '').replace(/[（(](?:以下|下)(?:统称|简称|称)[\s\S]*$/, '').replace(/^“([^“”]*)”$/, '$1')
