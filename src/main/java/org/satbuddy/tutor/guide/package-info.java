/**
 * The embedded study guide: an original guide to the skills of the SAT, found by full text. Answers when no AI is
 * configured, and says so. The only home of Lucene.
 */
package org.satbuddy.tutor.guide;
