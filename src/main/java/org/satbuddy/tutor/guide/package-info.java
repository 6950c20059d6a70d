/**
 * The study guide that answers when no AI is configured, or when none can answer. It has one Markdown entry per skill
 * of the SAT, and some general ones. Lucene finds the entries in memory, and answers are composed from them. Callers
 * use {@link org.satbuddy.tutor.guide.StudyGuide}. The guide needs no network, no disk and no key.
 */
package org.satbuddy.tutor.guide;
