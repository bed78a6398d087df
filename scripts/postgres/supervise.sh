# Runs PostgreSQL inside its own folder for as long as somebody uses it.
# Everybody who uses the server holds galaxies/fifo open for writing, so its end is seen here however they end.
#   supervise.sh run COMMAND...    starts the server, and starts it again after a crash
#   supervise.sh watch             only watches, for a server whose first watcher was killed
mode=$1
shift
server_file=galaxies/server-$$
closing_file=galaxies/closing-$$
rm -f "$server_file" "$closing_file"

answer_until_nobody_is_left() {
  while read -r user; do : >"galaxies/users/$user"; done
}

# Stops the server whose number is in the file $1, and any that the supervisor $2 starts meanwhile. It is asked politely
# for ten seconds; a server that was told to stop while it recovers may never answer, and ending it at once loses
# nothing that was acknowledged.
stop_server() {
  asked=0
  while [ "$asked" -lt 600 ]; do
    server=
    read -r server <"$1"
    if kill -0 "$server"; then
      if [ "$asked" -lt 50 ]; then kill -INT "$server"; else kill -QUIT "$server"; fi
    elif ! kill -0 "$2"; then
      break
    fi
    asked=$((asked + 1))
    sleep 0.2
  done 2>/dev/null
}

# True when the server that ended without tidying up had been taking connections.
had_been_ready() {
  state=
  while read -r line; do state=$line; done <postmaster.pid
  case $state in ready*) true ;; *) false ;; esac
} 2>/dev/null

if [ "$mode" = watch ]; then
  answer_until_nobody_is_left
  stop_server postmaster.pid none
  exit
fi

exec 3<&0 </dev/null
(
  answer_until_nobody_is_left <&3
  : >"$closing_file"
  stop_server "$server_file" $$
  rm -f "$server_file" "$closing_file"
) &
watcher=$!
exec 3<&-

code=0
crashes=0
refusals=0
while [ ! -e "$closing_file" ]; do
  "$@" &
  server=$!
  echo "$server" >"$server_file"
  wait "$server"
  code=$?
  if [ "$code" -gt 128 ] && [ "$crashes" -lt 100 ] && had_been_ready; then
    crashes=$((crashes + 1))
    refusals=0
  elif [ "$code" -ne 0 ] && [ "$crashes" -gt 0 ] && [ "$refusals" -lt 50 ]; then
    refusals=$((refusals + 1))
    sleep 0.2
  else
    break
  fi
done
kill "$watcher" 2>/dev/null
rm -f "$server_file" "$closing_file"
exit "$code"
