/**
 * The body of the request that sends a chat message. The mode is sent only for a hint, because `explain` is the
 * server's default.
 *
 * @param {{message: string, images?: string[], mode?: 'explain' | 'hint', context?: string}} asked
 */
export function messageBody({ message, images = [], mode, context }) {
  return { message, ...(images.length && { images }), ...(mode === 'hint' && { mode }), ...(context && { context }) };
}
