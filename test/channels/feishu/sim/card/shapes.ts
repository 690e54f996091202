/**
 * Which properties card JSON 2.0 knows for which tag, from the component pages of the documents. A property that is
 * not listed is refused there (200621), which is how most cards fail in practice.
 *
 * `name:kind`, required with `!`. Kinds: string, boolean, integer, object, any; text (plain_text, lark_md or markdown),
 * plain (plain_text only), icon, elements, columns, options, behaviors, confirm; `@name` is a shape without a tag.
 */
const BLOCK = 'element_id:string margin:string'
const FLOW =
  'direction:string horizontal_spacing:string vertical_spacing:string horizontal_align:string vertical_align:string padding:string'
// `value` is of JSON 1.0 and still read
const PICKER = `${BLOCK} name:string required:boolean disabled:boolean disabled_tips:plain placeholder:plain width:string value:any behaviors:behaviors confirm:confirm`

const LISTED: Readonly<Record<string, string>> = {
  '@card': 'schema:string! config:@config card_link:object header:@header body:@body',
  '@config':
    'streaming_mode:boolean streaming_config:object summary:object locales:any enable_forward:boolean update_multi:boolean width_mode:string use_custom_translation:boolean enable_forward_interaction:boolean style:object',
  '@header':
    'title:text! subtitle:text text_tag_list:tags i18n_text_tag_list:object template:string icon:icon padding:string',
  '@body': `${FLOW} elements:elements`,
  '@option': 'text:plain value:string! icon:icon multi_url:object',
  '@confirm': 'title:plain text:plain',
  '@panel':
    'title:text background_color:string vertical_align:string padding:string position:string width:string icon:icon icon_position:string icon_expanded_angle:integer',

  plain_text:
    'content:string! element_id:string i18n_content:object text_size:string text_color:string text_align:string lines:integer',
  lark_md:
    'content:string! element_id:string i18n_content:object text_size:string text_color:string text_align:string lines:integer',
  standard_icon: 'token:string! color:string img_key:string size:string',
  custom_icon: 'img_key:string! token:string color:string size:string',
  text_tag: 'element_id:string text:plain color:string',

  markdown: `${BLOCK} content:string! i18n_content:object text_size:string text_align:string icon:icon href:object`,
  div: `${BLOCK} text:text icon:icon width:string`,
  hr: BLOCK,
  img: `${BLOCK} img_key:string! alt:plain title:text corner_radius:string scale_type:string size:string transparent:boolean preview:boolean`,
  img_combination: `${BLOCK} combination_mode:string! combination_transparent:boolean corner_radius:string img_list:any`,
  person: `${BLOCK} user_id:string! size:string show_avatar:boolean show_name:boolean style:string`,
  person_list: `${BLOCK} persons:any size:string lines:integer show_avatar:boolean show_name:boolean drop_invalid_user_id:boolean icon:icon`,
  chart: `${BLOCK} chart_spec:object! aspect_ratio:string color_theme:string preview:boolean height:string`,
  table: `${BLOCK} page_size:integer row_height:string row_max_height:string freeze_first_column:boolean header_style:object columns:any rows:any`,
  audio: `${BLOCK} file_key:string`,

  column_set: `${BLOCK} horizontal_spacing:string horizontal_align:string flex_mode:string background_style:string action:object columns:columns`,
  column: `${BLOCK} ${FLOW} background_style:string width:string weight:integer action:object elements:elements`,
  form: `${BLOCK} ${FLOW} name:string confirm:confirm elements:elements`,
  interactive_container: `${BLOCK} ${FLOW} name:string width:string height:string background_style:string has_border:boolean border_color:string corner_radius:string disabled:boolean disabled_tips:plain hover_tips:plain confirm:confirm behaviors:behaviors elements:elements`,
  collapsible_panel: `${BLOCK} ${FLOW} expanded:boolean background_color:string header:@panel! border:object elements:elements`,

  button: `${BLOCK} name:string type:string size:string width:string text:plain icon:icon hover_tips:plain disabled:boolean disabled_tips:plain confirm:confirm value:any behaviors:behaviors form_action_type:string`,
  input: `${PICKER} default_value:string max_length:integer input_type:string show_icon:boolean rows:integer auto_resize:boolean max_rows:integer label:plain label_position:string`,
  select_static: `${PICKER} type:string initial_index:integer initial_option:string options:options`,
  multi_select_static: `${PICKER} type:string selected_values:any options:options`,
  select_person: `${PICKER} type:string initial_option:string options:any`,
  multi_select_person: `${PICKER} type:string selected_values:any options:any`,
  date_picker: `${PICKER} initial_date:string`,
  picker_time: `${PICKER} initial_time:string`,
  picker_datetime: `${PICKER} initial_datetime:string`,
  overflow: `${BLOCK} width:string options:options behaviors:behaviors confirm:confirm`,
  checker: `${BLOCK} name:string checked:boolean text:text overall_checkable:boolean button_area:object checked_style:object padding:string hover_tips:plain disabled:boolean disabled_tips:plain confirm:confirm behaviors:behaviors`,
  select_img: `${PICKER} style:string multi_select:boolean layout:string aspect_ratio:string can_preview:boolean options:any`,
}

export interface Property {
  readonly kind: string
  readonly required: boolean
}

export const SHAPES: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map(
  Object.entries(LISTED).map(([tag, list]) => {
    const properties = list.split(' ').map((entry): [string, Property] => {
      const [name = '', kind = ''] = entry.split(':')
      return [name, { kind: kind.replace('!', ''), required: kind.endsWith('!') }]
    })
    return [tag, new Map(properties)]
  }),
)

/** Tags of JSON 1.0 that 2.0 has given up: 200861. */
export const GONE: ReadonlySet<string> = new Set(['action', 'note', 'actions'])

export const TEXT_TAGS: ReadonlySet<string> = new Set(['plain_text', 'lark_md', 'markdown'])

export const ICON_TAGS: ReadonlySet<string> = new Set(['standard_icon', 'custom_icon'])

/** Elements that call back, and in a form need a name. */
export const INTERACTIVE: ReadonlySet<string> = new Set([
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])

export const CONTAINERS: ReadonlySet<string> = new Set([
  'column_set',
  'form',
  'interactive_container',
  'collapsible_panel',
])
