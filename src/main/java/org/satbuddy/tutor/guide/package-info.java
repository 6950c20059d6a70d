/**
 * The study guide that answers when no AI is configured: one Markdown entry per skill of the SAT, found by Lucene in
 * memory, and the answers composed from them. Asked through {@link org.satbuddy.tutor.guide.StudyGuide}. Needs no
 * network, no disk and no key.
 */
package org.satbuddy.tutor.guide;
