/**
 * Serves the page that students use, in the reader's language. The paths of its scripts and styles contain a digest of
 * all of them, and those of libraries contain the version. So a browser requests each file once until an update. The
 * scripts are in {@code webapp/assets}, in folders that depend on each other in one direction: {@code chat} uses
 * {@code practice}, both use {@code server} and {@code text}, and all use {@code ui}. The words are in
 * {@code webapp/WEB-INF/languages}, one file for each language.
 */
package org.satbuddy.page;
