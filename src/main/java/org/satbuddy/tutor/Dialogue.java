package org.satbuddy.tutor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn;

/** Puts turns into the form that every provider accepts: user and assistant alternate, and the user begins and ends. */
final class Dialogue {

    /** The most characters of the material on the student's screen in one turn. */
    private static final int LONGEST_MATERIAL = 16_000;

    /** The most characters of such material in all turns together. */
    private static final int MOST_MATERIAL = 32_000;

    private Dialogue() {}

    /**
     * @param history oldest first; only the last {@code most} turns are kept
     * @param message the student's new message
     * @param images the images of the new message
     */
    static List<Prompt.Message> of(List<Turn> history, int most, Turn message, List<Attachment> images) {
        var turns = new ArrayList<>(Turn.newest(history, most));
        turns.add(message);
        var alternating = new ArrayList<Turn>();
        for (Turn turn : withMaterial(turns)) {
            add(alternating, turn);
        }
        var messages = new ArrayList<Prompt.Message>();
        for (Turn turn : alternating.subList(0, alternating.size() - 1)) {
            messages.add(new Prompt.Message(turn.role(), turn.content(), List.of()));
        }
        Turn last = alternating.get(alternating.size() - 1);
        messages.add(new Prompt.Message(last.role(), last.content(), images));
        return List.copyOf(messages);
    }

    /**
     * Puts the material on the student's screen before the student's words. Newer turns take precedence if there is too
     * much. Material that several turns share is sent with the newest of them.
     */
    private static List<Turn> withMaterial(List<Turn> turns) {
        var result = new ArrayDeque<Turn>();
        var shown = new HashSet<String>();
        int left = MOST_MATERIAL;
        for (int i = turns.size() - 1; i >= 0; i--) {
            Turn turn = turns.get(i);
            String context = turn.context();
            if (left > 0 && context != null && !context.isBlank() && shown.add(context)) {
                int most = Math.min(left, LONGEST_MATERIAL);
                turn = new Turn(turn.role(), material(context, most) + turn.content());
                left -= Math.min(most, context.length());
            }
            result.addFirst(turn);
        }
        return List.copyOf(result);
    }

    private static String material(String context, int most) {
        return "What I am looking at:\n" + PromptText.quoted("material", context, most) + "\n\n";
    }

    private static void add(List<Turn> turns, Turn next) {
        if (next.content().isBlank() || (turns.isEmpty() && next.role() == Turn.Role.ASSISTANT)) {
            return;
        }
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).role() == next.role()) {
            turns.set(last, new Turn(next.role(), turns.get(last).content() + "\n\n" + next.content()));
        } else {
            turns.add(next);
        }
    }
}
