/** Making elements. Text only ever becomes text: nothing here reads markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [props] `on…` listeners, `class`, `aria-…`, other attributes; false and undefined leave out
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  give(element, props)
  element.append(
    .../** @type {(Node | string)[]} */ (children.filter((child) => child !== undefined && child !== false)),
  )
  return element
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string)} children
 */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  give(element, props)
  element.append(...children)
  return element
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} props
 */
function give(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else element.setAttribute(name, value === true ? '' : String(value))
  }
}

/**
 * An element of the page by its id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} #${id}`)
  return found
}

/**
 * A fresh id. `crypto.randomUUID` is there on localhost, which counts as a secure context.
 * @returns {string}
 */
export const freshId = () => crypto.randomUUID()
