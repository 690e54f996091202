/** Words of what is kept and what went. */

/** Stands in a card's place when its time is over. */
export const GONE = '内容已到保存期，清除了'

const MARK = '（已删除）'

export const role = (region: string | undefined, name: string | undefined): string =>
  `${region ?? ''}${name ?? '经办人'}${MARK}`

/** Whether a name is no person's any more but the role that took its place. */
export const isRole = (name: string): boolean => name.endsWith(MARK)
