/** Which figures count, and how each kind is read. */

/**
 * `standing` from 已提交 on; `reviewed` those a coordinator let pass, which everybody may see; `official` those
 * received by the province, for bulletins.
 */
export type Basis = 'standing' | 'reviewed' | 'official'

interface Source {
  readonly index: 'cell_trail' | 'cell_official'
  /** the column that is filled where a figure of this kind is */
  readonly held: 'figure' | 'official'
  readonly columns: string
  /** what else must hold of a cell */
  readonly passed: string
  readonly join: string
}

const STANDING = 'c.figure, c.cumulative, c.as_of, c.nil, c.state, c.person, c.proxy, c.at'
const OFFICIAL = `c.official AS figure, c.official_cumulative AS cumulative, c.official_as_of AS as_of,
  l.act = 'nil' AS nil, 'received' AS state, l.person, l.proxy, l.at`
/** What the province had received before a correction that waits for review; where it had not, the figure before counts. */
const BENEATH = `c.official, c.official_cumulative, c.official_as_of, l.act = 'nil' AS official_nil,
  l.person AS official_person, l.proxy AS official_proxy, l.at AS official_at`

export const SOURCES: Readonly<Record<Basis, Source>> = {
  standing: { index: 'cell_trail', held: 'figure', columns: STANDING, passed: '', join: '' },
  reviewed: {
    index: 'cell_trail',
    held: 'figure',
    columns: `${STANDING}, ${BENEATH}`,
    passed: "AND (state <> 'submitted' OR official IS NOT NULL)",
    join: 'LEFT JOIN ledger l ON l.id = c.official',
  },
  official: {
    index: 'cell_official',
    held: 'official',
    columns: OFFICIAL,
    passed: '',
    join: 'CROSS JOIN ledger l ON l.id = c.official',
  },
}
