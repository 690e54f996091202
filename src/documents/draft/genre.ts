/** What kind of official paper it is, by the last word of its title: some tell what was done, some rule, the rest may set goals. */

const TELLS = /(?:公报|公告|通报|纪要|简报|快报|总结|解读)$/
const RULES = /(?:办法|章程|细则|规定|规则|条例|制度|准则|预案)$/

/**
 * What kind of paper a title says it is, where that kind sets no goals of a year: one that tells what was done (通报), or
 * one that rules (管理办法). @returns undefined for all others
 */
export function genreOf(title: string): { readonly name: string; readonly tells: boolean } | undefined {
  // （节选）, （试行）, （2025年3月第2期）
  const bare = title.replace(/\s/g, '').replace(/[（(][^（）()]*[）)]$/, '')
  const told = TELLS.exec(bare)?.[0]
  const ruled = RULES.exec(bare)?.[0]
  const name = told ?? ruled
  return name === undefined ? undefined : { name, tells: told !== undefined }
}
