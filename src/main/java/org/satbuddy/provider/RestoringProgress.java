package org.satbuddy.provider;

import org.satbuddy.task.Progress;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Usage;

/**
 * Passes a provider's progress on, with the personal data restored in its text. Text that is still held back at the
 * end of a reply is not written. The whole answer contains it.
 */
final class RestoringProgress implements Progress {

    private final Progress progress;
    private final Pseudonyms pseudonyms;
    private PlaceholderRestorer restorer;

    RestoringProgress(Progress progress, Pseudonyms pseudonyms) {
        this.progress = progress;
        this.pseudonyms = pseudonyms;
        this.restorer = pseudonyms.restorer();
    }

    @Override
    public void stage(Stage stage) {
        progress.stage(stage);
    }

    @Override
    public void note(String what) {
        progress.note(what);
    }

    @Override
    public void begin() {
        restorer = pseudonyms.restorer();
        progress.begin();
    }

    @Override
    public void write(String more) {
        String certain = restorer.feed(more);
        if (!certain.isEmpty()) {
            progress.write(certain);
        }
    }

    @Override
    public void spent(Usage usage) {
        progress.spent(usage);
    }

    @Override
    public boolean stopped() {
        return progress.stopped();
    }

    @Override
    public void onStop(Runnable action) {
        progress.onStop(action);
    }
}
