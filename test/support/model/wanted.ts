/** How many commands the model test tries at least; MODEL_COMMANDS asks for more, for a night's run. */
export const WANTED_COMMANDS = Number(process.env['MODEL_COMMANDS'] ?? 5_000);
