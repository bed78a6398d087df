# Runs PostgreSQL inside its own folder for as long as somebody uses it.
# Everybody who uses the server holds galaxies/fifo open for writing, so its end is seen here however they end.
#   supervise.sh run COMMAND...    starts the server, and starts it again after a crash
#   supervise.sh watch PID         only watches, for a server whose first watcher was killed
mode=$1
shift
rm -f galaxies/closing

answer_until_nobody_is_left() {
  while read -r user; do : >"galaxies/users/$user"; done
  : >galaxies/closing
}

# Asks politely for ten seconds. A server that was told to stop while it recovers may never answer; ending it at
# once loses nothing that was acknowledged.
stop_server() {
  asked=0
  while kill -0 "$1" 2>/dev/null; do
    [ "$asked" -lt 50 ] && manner=INT || manner=QUIT
    read -r server <postmaster.pid && kill "-$manner" "$server"
    asked=$((asked + 1))
    sleep 0.2
  done 2>/dev/null
}

if [ "$mode" = watch ]; then
  answer_until_nobody_is_left
  stop_server "$1"
  exit
fi

exec 3<&0 </dev/null
(
  answer_until_nobody_is_left <&3
  stop_server $$
) &
watcher=$!
exec 3<&-

crashes=0
refusals=0
while :; do
  "$@" &
  wait $!
  code=$?
  [ -e galaxies/closing ] && break
  if [ "$code" -gt 128 ] && [ "$crashes" -lt 100 ]; then
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
exit "$code"
