package org.satbuddy.task;

/** Of an answer that nobody follows and nothing stops. */
public class Unwatched implements Progress {

    @Override
    public void stage(Stage stage) {}

    @Override
    public void note(String note) {}

    @Override
    public void begin() {}

    @Override
    public void write(String more) {}

    @Override
    public void spent(Usage usage) {}

    @Override
    public boolean stopped() {
        return false;
    }

    @Override
    public void onStop(Runnable action) {}
}
