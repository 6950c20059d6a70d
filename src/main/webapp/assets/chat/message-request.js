/**
 * The body of a chat message's request. Explaining is what the server does unless it is asked for a hint.
 *
 * @param {{message: string, images?: string[], mode?: 'explain' | 'hint', context?: string}} asked
 */
export function messageBody({ message, images = [], mode, context }) {
  return { message, ...(images.length && { images }), ...(mode === 'hint' && { mode }), ...(context && { context }) };
}
