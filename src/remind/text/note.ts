/** The words of what a coordinator adds to a reminder by hand. */
import { type Block, type Button, form } from '../../message/card.ts'
import type { Note } from '../planner/reminder.ts'

/** Who a note is from, as it is told: `浙江省（张三，省协调员）`. */
export const notedBy = (place: string, name: string, post: string): string => `${place}（${name}，${post}）`

/** A note with who it is from, as a reminder shows it: `浙江省（张三，省协调员）附言：辛苦大家`. */
export const noted = ({ by, words }: Note): string => `${by}附言：${words}`

/**
 * The form that adds a note to a preview, which is then shown again.
 * @param shows the command and fields of the preview
 * @param field the note's field
 */
export const noteForm = (shows: Pick<Button, 'command' | 'values'>, field: string, value = ''): Block =>
  form({
    name: 'note',
    ...shows,
    inputs: [{ kind: 'text', name: field, label: '附言（可不填，最多200字）', value }],
    submit: '写进提醒，再看一遍',
  })
