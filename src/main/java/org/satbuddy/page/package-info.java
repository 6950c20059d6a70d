/**
 * Serves the page that students use, in the reader's language. The paths of its scripts, styles and libraries change
 * with their content, so that a browser requests each of them once. The scripts are in {@code webapp/assets}, in
 * folders that depend on each other in one direction: {@code chat} uses {@code practice}, both use {@code server} and
 * {@code text}, and all use {@code ui}. The words are in {@code webapp/WEB-INF/languages}, one file for each language.
 */
package org.satbuddy.page;
