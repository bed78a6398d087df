import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What a scheme calls its galaxies. */
export class WordsView {
  @ApiProperty({ description: 'One of them.', example: 'galaxy' })
  readonly one!: string;

  @ApiProperty({ description: 'Several of them.', example: 'galaxies' })
  readonly many!: string;
}

/** What anyone may know of a scheme. */
export class SchemeView {
  @ApiProperty({ description: 'Its short name in addresses.', example: 'orbit' })
  readonly slug!: string;

  @ApiProperty({ description: 'Its name for people.', example: 'Orbit Approach' })
  readonly name!: string;

  @ApiProperty({ description: 'What it calls its galaxies.', type: WordsView })
  readonly words!: WordsView;
}

/** One page of the schemes, by slug. */
export class SchemesPage {
  @ApiProperty({ description: 'The schemes, by slug.', type: [SchemeView] })
  readonly schemes!: SchemeView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'orbit',
  })
  readonly next?: string;
}
