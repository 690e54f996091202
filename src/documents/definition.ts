/** What a text says a word means. */
export interface Definition {
  readonly term: string
  readonly meaning: string
}

const CALLED = /(?:本|这)[^，。；]{2,12}?(?:所称|中)的?([^，。；]{2,30}?)，?(?:是|系)?指([^。]{4,300})/g
const MEANS = /(?:^|[。；，])“?([^，。；“”]{2,20}?)”?，?(?:是指|系指|即指)([^。]{4,300})/g
const SHORT = /([^，。；、：（）()]{2,40})[（(](?:以下|下)(?:统称|简称|称)(?:为)?[“"]?([^“”"）)]{2,20})[”"]?[）)]/g

export function definitionsIn(text: string): Definition[] {
  const called = [...text.matchAll(CALLED)].map((match) => ({ term: match[1] ?? '', meaning: match[2] ?? '' }))
  const means =
    called.length || !text.includes('指')
      ? []
      : [...text.matchAll(MEANS)].map((match) => ({ term: match[1] ?? '', meaning: match[2] ?? '' }))
  const short = text.includes('称')
    ? [...text.matchAll(SHORT)].map((match) => ({ term: match[2] ?? '', meaning: match[1] ?? '' }))
    : []
  return [...called, ...means, ...short]
}
