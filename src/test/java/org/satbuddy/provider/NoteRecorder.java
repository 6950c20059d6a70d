package org.satbuddy.provider;

import java.util.ArrayList;
import java.util.List;
import org.satbuddy.task.Unwatched;

/** Keeps the notes that a provider writes for administrators. */
final class NoteRecorder extends Unwatched {

    private final List<String> notes = new ArrayList<>();

    List<String> notes() {
        return notes;
    }

    @Override
    public void note(String what) {
        notes.add(what);
    }
}
