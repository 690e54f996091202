/**
 * Rules of forms. 200530 is documented for names; that a missing submit button has the same code is a guess.
 */
import { CardRefusal } from '../refusal.ts'
import { type CardNode, tagOf, textOf } from './node.ts'
import { INTERACTIVE } from './shapes.ts'
import type { Placed } from './structure.ts'

const NOT_IN_FORMS = new Map([
  ['table', 200621],
  ['form', 200621],
  ['chart', 200550],
])

export const formOf = ({ parents }: Pick<Placed, 'parents'>): CardNode | undefined =>
  parents.find((parent) => tagOf(parent) === 'form')

export function checkForms(placed: readonly Placed[]): void {
  const names = new Set<string>()
  const name = (node: CardNode, path: string): void => {
    const given = textOf(node['name'])
    if (given === '')
      throw new CardRefusal(200530, `form's name or the name of an element in it is empty, path: ${path}`)
    if (names.has(given)) throw new CardRefusal(200530, `name ${given} is not unique in the card, path: ${path}`)
    names.add(given)
  }
  for (const one of placed) {
    const { node, tag, path, parents } = one
    const form = formOf(one)
    if (form) {
      const code = NOT_IN_FORMS.get(tag)
      if (code !== undefined) throw new CardRefusal(code, `${tag} is not supported in a form, path: ${path}`)
      if (INTERACTIVE.has(tag)) name(node, path)
      checkFormAction(node, path)
    } else if (node['form_action_type'] !== undefined) {
      throw new CardRefusal(200621, `form_action_type outside a form, path: ${path}`)
    }
    if (tag !== 'form') continue
    if (parents.length > 0) throw new CardRefusal(200621, `form can only be placed at the root, path: ${path}`)
    name(node, path)
    const submits = placed.some((other) => formOf(other) === node && other.node['form_action_type'] === 'submit')
    if (!submits) throw new CardRefusal(200530, `a form needs a submit button, path: ${path}`)
  }
}

function checkFormAction(node: CardNode, path: string): void {
  const action = node['form_action_type']
  if (action === undefined || action === 'submit' || action === 'reset') return
  throw new CardRefusal(200621, `unknown form_action_type ${String(action)}, path: ${path}`)
}
